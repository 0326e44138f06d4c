package io.seatlock.benchmark.load;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** HTTP requests as bytes. Seat n of a venue is in the row R followed by n / 1000. */
public final class Requests {

  /** Seconds; longer than a run, so that no lock expires during another measurement. */
  public static final int LONG = 7200;

  private Requests() {}

  public static byte[] lock(String venue, int seat, String user) {
    return lock(venue, seat, user, LONG);
  }

  public static byte[] lock(String venue, int seat, String user, int timeoutSeconds) {
    return post(lockJson(venue, seat, user, timeoutSeconds));
  }

  public static String lockJson(String venue, int seat, String user, int timeoutSeconds) {
    return "{\"venueId\":\"%s\",%s,\"userId\":\"%s\",\"timeoutSeconds\":%d}".formatted(venue, name(seat), user,
        timeoutSeconds);
  }

  /** A request to lock consecutive seats. */
  public static byte[] group(String venue, int first, int count, String user, int timeoutSeconds) {
    String seats = IntStream.range(first, first + count).mapToObj(seat -> "{" + name(seat) + "}")
        .collect(Collectors.joining(","));
    return post("{\"venueId\":\"%s\",\"seats\":[%s],\"userId\":\"%s\",\"timeoutSeconds\":%d}".formatted(venue, seats,
        user, timeoutSeconds));
  }

  public static byte[] status(String venue, int seat) {
    return bytes("GET /seats/status?venueId=%s&row=%s&seat=%d HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(venue,
        row(seat), seat));
  }

  public static String row(int seat) {
    return "R" + seat / 1000;
  }

  private static String name(int seat) {
    return "\"row\":\"%s\",\"seat\":\"%d\"".formatted(row(seat), seat);
  }

  private static byte[] post(String json) {
    return bytes("POST /locks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
        + json.length() + "\r\n\r\n" + json);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
