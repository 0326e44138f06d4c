package io.seatlock.faults.load;

import io.seatlock.faults.proof.Answer;
import io.seatlock.faults.proof.Call;
import io.seatlock.faults.proof.History;
import io.seatlock.faults.proof.Operation;
import io.seatlock.faults.rig.Await;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes calls at any of the doors and writes each of them down; for one thread. */
final class Caller implements AutoCloseable {

  private static final String LOCKS = "/locks";

  private static final Duration NOBODY_THERE = Duration.ofMillis(50);

  private final int client;

  private final Doors doors;

  private final History history;

  private final Pulse pulse;

  private final Random random;

  private final Map<Integer, HttpLine> lines = new HashMap<>();

  Caller(int client, Doors doors, History history, Pulse pulse, Random random) {
    this.client = client;
    this.doors = doors;
    this.history = history;
    this.pulse = pulse;
    this.random = random;
  }

  Answer lock(List<Place> places, String user, int seconds) {
    String body = Place.json(places) + ",\"userId\":\"" + user + "\",\"timeoutSeconds\":" + seconds + "}";
    return call(Operation.LOCK, places, user, null, "POST", LOCKS, body, reply -> Answers.grant(reply, places));
  }

  Answer extend(List<Place> places, @Nullable String user, String lockId, int seconds) {
    String body = holder(places, user, lockId) + ",\"timeoutSeconds\":" + seconds + "}";
    return call(Operation.EXTEND, places, user, lockId, "PATCH", LOCKS, body, reply -> Answers.grant(reply, places));
  }

  Answer unlock(List<Place> places, @Nullable String user, @Nullable String lockId) {
    return call(Operation.UNLOCK, places, user, lockId, "DELETE", LOCKS, holder(places, user, lockId) + "}",
        Answers::done);
  }

  Answer sell(List<Place> places, @Nullable String user, @Nullable String lockId) {
    return call(Operation.FINALIZE, places, user, lockId, "POST", "/seats/finalize",
        holder(places, user, lockId) + "}", Answers::done);
  }

  Answer release(List<Place> places, @Nullable String user, @Nullable String lockId) {
    return call(Operation.RELEASE, places, user, lockId, "POST", "/seats/release",
        holder(places, user, lockId) + "}", Answers::done);
  }

  Answer look(Place place) {
    String path = "/seats/status?venueId=" + place.venue() + "&row=" + place.row() + "&seat=" + place.seat();
    return call(Operation.LOOK, List.of(place), null, null, "GET", path, "", Answers::look);
  }

  private static String holder(List<Place> places, @Nullable String user, @Nullable String lockId) {
    String json = Place.json(places);
    json = user == null ? json : json + ",\"userId\":\"" + user + "\"";
    return lockId == null ? json : json + ",\"lockId\":\"" + lockId + "\"";
  }

  private Answer call(Operation operation, List<Place> places, @Nullable String user, @Nullable String lockId,
      String method, String path, String body, Function<HttpLine.Reply, Answer> reading) {
    long sentAt = Micros.now();
    Answer answer = answer(method, path, body, reading);
    if (answer == null) {
      // Nobody heard it, so there is nothing to tell.
      Await.sleep(NOBODY_THERE);
      return Answer.unknown();
    }
    long answeredAt = Micros.now();
    history.add(new Call(client, operation, Place.keys(places), user, lockId, sentAt, answeredAt, answer));
    pulse.note(answer, operation == Operation.LOCK && answer.isDone(), sentAt, answeredAt);
    return answer;
  }

  /** Null if nobody listens at any door. */
  private @Nullable Answer answer(String method, String path, String body, Function<HttpLine.Reply, Answer> reading) {
    List<Door> open = doors.open();
    int first = open.isEmpty() ? 0 : random.nextInt(open.size());
    for (int i = 0; i < open.size(); i++) {
      Door door = open.get((first + i) % open.size());
      try {
        return reading.apply(send(door, method, path, body));
      } catch (HttpLine.NotSent nobodyThere) {
        // The next one, then.
      } catch (SocketTimeoutException noAnswer) {
        return Answer.unknown();
      } catch (IOException broken) {
        door.broke();
        return Answer.unknown();
      }
    }
    return null;
  }

  /** The door is looked at once more behind the sign that somebody comes, so that none slips in unseen. */
  private HttpLine.Reply send(Door door, String method, String path, String body) throws IOException {
    HttpLine line = lines.computeIfAbsent(door.port(), HttpLine::new);
    door.begin();
    try {
      if (!doors.isOpen(door)) {
        throw new HttpLine.NotSent(new IOException("closed"));
      }
      line.write(method, path, body);
    } finally {
      door.asked();
    }
    return line.read();
  }

  @Override
  public void close() {
    lines.values().forEach(HttpLine::close);
  }
}
