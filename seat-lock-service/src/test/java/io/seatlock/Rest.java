package io.seatlock;

import io.seatlock.testkit.net.Http;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A client of the REST API, as simple as curl. */
final class Rest {

  /** Every secret that any test of this JVM was given; none may ever be met in an event. */
  static final Set<String> LOCK_IDS = ConcurrentHashMap.newKeySet();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final IntSupplier port;

  /** @param port which instance to call, asked before each call */
  Rest(IntSupplier port) {
    this.port = port;
  }

  private String address() {
    return "http://127.0.0.1:" + port.getAsInt();
  }

  /** A JSON object from names and values in turn. */
  static String json(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return JsonMapper.shared().writeValueAsString(object);
  }

  /** The {@code seats} of a group. */
  static List<Map<String, String>> seats(String row, String... seats) {
    return Stream.of(seats).map(seat -> Map.of("row", row, "seat", seat)).toList();
  }

  Answer lock(String venue, String row, String seat, String user, int timeoutSeconds) {
    return post("/locks",
        json("venueId", venue, "row", row, "seat", seat, "userId", user, "timeoutSeconds", timeoutSeconds));
  }

  Answer unlock(String venue, String row, String seat, String lockId) {
    return send("DELETE", "/locks", json("venueId", venue, "row", row, "seat", seat, "lockId", lockId));
  }

  Answer status(String venue, String row, String seat) {
    return get("/seats/status?venueId=%s&row=%s&seat=%s".formatted(venue, row, seat));
  }

  Answer get(String path) {
    return send("GET", path, null);
  }

  Answer post(String path, String body) {
    return send("POST", path, body);
  }

  Answer send(String method, String path, @Nullable String body) {
    byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
    return body == null ? send(method, path, bytes) : send(method, path, bytes, "Content-Type", "application/json");
  }

  /** @param headers names and values in turn */
  Answer send(String method, String path, byte @Nullable [] body, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path)).timeout(PATIENCE)
        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /** Sends what no decent client would: only a request line of one's own. */
  Answer raw(String requestLine) {
    return bytes(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  /** Sends a whole request of one's own; the server has to close the connection. */
  Answer bytes(String request) {
    URI uri = URI.create(address());
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return Answer.of(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Answer.none(e);
    }
  }

  private static Answer send(HttpRequest request) {
    try {
      Answer answer = Answer.of(Http.send(request));
      answer.lockId().ifPresent(LOCK_IDS::add);
      return answer;
    } catch (IOException e) {
      return Answer.none(e);
    }
  }
}
