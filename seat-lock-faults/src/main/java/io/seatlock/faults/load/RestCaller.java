package io.seatlock.faults.load;

import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.History;
import io.seatlock.faults.history.Operation;
import io.seatlock.faults.history.Times;
import io.seatlock.testkit.Await;
import io.seatlock.testkit.net.Http;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends calls to any of the instances and records each of them. Not thread-safe. */
final class RestCaller {

  private static final String LOCKS = "/locks";

  /** Longer than the service may take for any answer. */
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  private static final Duration PAUSE_WITHOUT_INSTANCE = Duration.ofMillis(50);

  private final int client;

  private final Endpoints endpoints;

  private final History history;

  private final LoadStatistics statistics;

  private final Random random;

  RestCaller(int client, Endpoints endpoints, History history, LoadStatistics statistics, Random random) {
    this.client = client;
    this.endpoints = endpoints;
    this.history = history;
    this.statistics = statistics;
    this.random = random;
  }

  Answer lock(List<Place> places, String user, int seconds) {
    String body = Place.json(places) + ",\"userId\":\"" + user + "\",\"timeoutSeconds\":" + seconds + "}";
    return call(Operation.LOCK, places, user, null, "POST", LOCKS, body, reply -> AnswerParser.grant(reply, places));
  }

  Answer extend(List<Place> places, @Nullable String user, String lockId, int seconds) {
    String body = holder(places, user, lockId) + ",\"timeoutSeconds\":" + seconds + "}";
    return call(Operation.EXTEND, places, user, lockId, "PATCH", LOCKS, body,
        reply -> AnswerParser.grant(reply, places));
  }

  Answer unlock(List<Place> places, @Nullable String user, @Nullable String lockId) {
    return call(Operation.UNLOCK, places, user, lockId, "DELETE", LOCKS, holder(places, user, lockId) + "}",
        AnswerParser::done);
  }

  Answer sell(List<Place> places, @Nullable String user, @Nullable String lockId) {
    return call(Operation.FINALIZE, places, user, lockId, "POST", "/seats/finalize",
        holder(places, user, lockId) + "}", AnswerParser::done);
  }

  Answer release(List<Place> places, @Nullable String user, @Nullable String lockId) {
    return call(Operation.RELEASE, places, user, lockId, "POST", "/seats/release",
        holder(places, user, lockId) + "}", AnswerParser::done);
  }

  Answer read(Place place) {
    String path = "/seats/status?venueId=" + place.venue() + "&row=" + place.row() + "&seat=" + place.seat();
    return call(Operation.READ, List.of(place), null, null, "GET", path, "", AnswerParser::read);
  }

  private static String holder(List<Place> places, @Nullable String user, @Nullable String lockId) {
    String json = Place.json(places);
    json = user == null ? json : json + ",\"userId\":\"" + user + "\"";
    return lockId == null ? json : json + ",\"lockId\":\"" + lockId + "\"";
  }

  private Answer call(Operation operation, List<Place> places, @Nullable String user, @Nullable String lockId,
      String method, String path, String body, Function<HttpResponse<String>, Answer> parser) {
    long sentAt = Times.now();
    Answer answer = answer(method, path, body, parser);
    if (answer == null) {
      // No instance received the call, so there is nothing to record.
      Await.sleep(PAUSE_WITHOUT_INSTANCE);
      return Answer.unknown();
    }
    long answeredAt = Times.now();
    history.add(new Call(client, operation, Place.keys(places), user, lockId, sentAt, answeredAt, answer));
    statistics.note(answer, operation == Operation.LOCK && answer.isDone(), sentAt, answeredAt);
    return answer;
  }

  /** Null if no instance listens. */
  private @Nullable Answer answer(String method, String path, String body,
      Function<HttpResponse<String>, Answer> parser) {
    List<Endpoint> open = endpoints.open();
    int first = open.isEmpty() ? 0 : random.nextInt(open.size());
    for (int i = 0; i < open.size(); i++) {
      Endpoint endpoint = open.get((first + i) % open.size());
      try {
        return parser.apply(send(endpoint, method, path, body));
      } catch (Http.NotSent nobodyListens) {
        // The next one is tried.
      } catch (HttpTimeoutException noAnswer) {
        return Answer.unknown();
      } catch (IOException broken) {
        endpoint.broke();
        return Answer.unknown();
      }
    }
    return null;
  }

  /**
   * Counts the call first and checks again afterwards that the endpoint is open. So whoever closes an endpoint can wait
   * for all calls to it.
   */
  private HttpResponse<String> send(Endpoint endpoint, String method, String path, String body) throws IOException {
    CompletableFuture<HttpResponse<String>> sent;
    endpoint.begin();
    try {
      if (!endpoints.isOpen(endpoint)) {
        throw new Http.NotSent(new IOException("closed"));
      }
      sent = Http.begin(Http.request(endpoint.port(), method, path, body.isEmpty() ? null : body).timeout(TIMEOUT)
          .build());
    } finally {
      endpoint.sent();
    }
    return Http.response(sent);
  }
}
