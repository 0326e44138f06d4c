package io.seatlock.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who watches a venue and applies what the stream says, as strictly as a client may. */
public final class Window implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
      .connectTimeout(Duration.ofSeconds(10)).build();

  private final HttpResponse<InputStream> response;

  private final ShownSeats shown;

  private final List<String> events = new CopyOnWriteArrayList<>();

  private final List<String> mistakes = new CopyOnWriteArrayList<>();

  private volatile long seq;

  private volatile @Nullable String lastEventId;

  private volatile @Nullable String staleSince;

  private volatile String plan = "";

  private final AtomicInteger comments = new AtomicInteger();

  private volatile boolean ended;

  private Window(HttpResponse<InputStream> response, List<String> names, @Nullable Window before) {
    this.response = response;
    shown = new ShownSeats(names);
    if (before != null) {
      shown.copy(before.shown);
      seq = before.seq;
    }
    Thread.ofVirtual().start(this::read);
  }

  /**
   * @param query with its question mark, or empty
   * @param names of all seats in the order of the plan; only needed for packed streams
   */
  public static Window open(int port, String venue, String query, List<String> names, String... headers) {
    return connect(port, venue, query, names, null, headers);
  }

  private static Window connect(int port, String venue, String query, List<String> names, @Nullable Window before,
      String... headers) {
    HttpRequest.Builder request = HttpRequest
        .newBuilder(URI.create("http://127.0.0.1:" + port + "/venues/" + venue + "/seats/stream" + query));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Window(CLIENT.send(request.build(), BodyHandlers.ofInputStream()), names, before);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Goes on where another one has ended, as a browser does that lost its stream. */
  public static Window goOn(Window before, int port, String venue, String query) {
    String id = String.valueOf(before.lastEventId);
    return connect(port, venue, query, before.shown.names(), before, "Last-Event-ID", id);
  }

  private void read() {
    try (BufferedReader lines = new BufferedReader(
        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String event = "message";
      String data = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          event = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.startsWith("id: ")) {
          lastEventId = line.substring(4);
        } else if (line.equals(":")) {
          comments.incrementAndGet();
        } else if (line.isEmpty()) {
          if (!data.isEmpty()) {
            take(event, JsonMapper.shared().readTree(data));
          }
          event = "message";
          data = "";
        }
      }
    } catch (IOException over) {
      // The stream has ended.
    } finally {
      ended = true;
    }
  }

  private void take(String event, JsonNode data) {
    switch (event) {
      case "snapshot" -> {
        shown.clear();
        seq = data.get("seq").longValue();
        plan = data.get("plan").asString();
        staleSince = null;
        shown.apply(data);
      }
      case "seats" -> {
        if (data.get("from").longValue() != seq || data.get("seq").longValue() <= seq) {
          mistakes.add("seq is " + seq + ", but " + data);
        }
        seq = data.get("seq").longValue();
        staleSince = null;
        shown.apply(data);
      }
      case "stale" -> staleSince = data.get("since").asString();
      default -> {
        // Only remembered.
      }
    }
    events.add(event);
  }

  public int status() {
    return response.statusCode();
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** What it shows otherwise than it should; empty if nothing. */
  public Map<String, String> differences(Map<String, String> wanted) {
    return seq == 0 ? Map.of("all", "nothing is shown yet") : shown.differences(wanted);
  }

  /** The seats that are not available, and their states. */
  public Map<String, String> taken() {
    return shown.taken();
  }

  public List<String> events() {
    return events;
  }

  public List<String> mistakes() {
    return mistakes;
  }

  public long seq() {
    return seq;
  }

  public @Nullable String lastEventId() {
    return lastEventId;
  }

  public @Nullable String staleSince() {
    return staleSince;
  }

  public String plan() {
    return plan;
  }

  public int comments() {
    return comments.get();
  }

  public boolean isEnded() {
    return ended;
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException closed) {
      // It is closed anyway.
    }
  }
}
