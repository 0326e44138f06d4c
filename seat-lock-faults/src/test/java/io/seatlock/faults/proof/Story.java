package io.seatlock.faults.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A history and its topics, written down by a test. Times are ms after the start of the story; each call is
 * sent 2 ms before its effect and answered 2 ms after it. A lock is named after the time of its grant.
 */
final class Story {

  static final String SEAT = "hall:A:1";

  /** Some time in 2026, ms since the epoch. */
  static final long START = 1_795_000_000_000L;

  private final History history;

  private final List<SeatEvent> events;

  private final List<FailOver> failOvers = new ArrayList<>();

  private boolean safe;

  private String seat = SEAT;

  private long drainedAt;

  Story() {
    this(new History(), new ArrayList<>());
  }

  Story(History history, List<SeatEvent> events) {
    this.history = history;
    this.events = events;
  }

  static long micros(long ms) {
    return Times.micros(START + ms);
  }

  static String lockId(long grantedAt) {
    return "lock-" + grantedAt;
  }

  Story on(String other) {
    seat = other;
    return this;
  }

  /** A lock that was answered and told. */
  Story granted(String user, long at, long until) {
    return answeredGrant(user, at, until).locked(user, at, at, until);
  }

  Story answeredGrant(String user, long at, long until) {
    return asked(Operation.LOCK, user, null, at, Answer.granted(lockId(at), START + until, List.of(micros(at))));
  }

  Story extended(String user, long grantedAt, long at, long until) {
    return asked(Operation.EXTEND, user, lockId(grantedAt), at,
        Answer.granted(lockId(grantedAt), START + until, List.of(micros(at)))).locked(user, grantedAt, at, until);
  }

  Story unlocked(String user, long grantedAt, long at) {
    return answeredUnlock(user, grantedAt, at).told(SeatEvent.What.UNLOCKED, user, at);
  }

  Story answeredUnlock(String user, long grantedAt, long at) {
    return asked(Operation.UNLOCK, user, lockId(grantedAt), at, Answer.done());
  }

  Story sold(String user, long grantedAt, long at) {
    return asked(Operation.FINALIZE, user, lockId(grantedAt), at, Answer.done()).told(SeatEvent.What.FINALIZED, user,
        at);
  }

  Story released(String user, long at) {
    return asked(Operation.RELEASE, user, null, at, Answer.done()).told(SeatEvent.What.RELEASED, user, at);
  }

  /** Found 3 ms after the deadline, recorded 1 ms later. */
  Story expired(String user, long deadline) {
    return told(SeatEvent.What.EXPIRED, user, micros(deadline + 3), deadline, 0, deadline + 4);
  }

  Story looked(long at, Answer answer) {
    return asked(Operation.LOOK, null, null, at, answer);
  }

  Story asked(Operation operation, @Nullable String user, @Nullable String lockId, long at, Answer answer) {
    return call(new Call(1, operation, List.of(seat), user, lockId, micros(at - 2), micros(at + 2), answer));
  }

  Story call(Call call) {
    history.add(call);
    return this;
  }

  /** A lock or an extension. */
  Story locked(String user, long grantedAt, long at, long until) {
    return told(SeatEvent.What.LOCKED, user, micros(at), grantedAt, START + until, at + 1);
  }

  Story told(SeatEvent.What what, String user, long at) {
    return told(what, user, micros(at), at, 0, at + 1);
  }

  Story told(SeatEvent.What what, String user, long version, long at, long expiresAt, long recordedAt) {
    String topic = switch (what) {
      case LOCKED -> "seat.locked";
      case EXPIRED, UNLOCKED, RELEASED -> "seat.unlocked";
      case FINALIZED -> "seat.finalized";
      case REJECTED -> "seat.lock.rejected";
    };
    return event(new SeatEvent(topic, 0, events.size(), seat, seat + ":" + version, version, what, user, START + at,
        expiresAt, START + recordedAt));
  }

  Story event(SeatEvent event) {
    events.add(event);
    return this;
  }

  /** Sends the last event once more, perhaps changed. */
  Story again(UnaryOperator<SeatEvent> change) {
    SeatEvent last = change.apply(events.getLast());
    return event(new SeatEvent(last.topic(), last.partition(), events.size(), last.key(), last.id(), last.version(),
        last.what(), last.user(), last.at(), last.expiresAt(), last.recordedAt()));
  }

  Story failOver(long cutAt, long servedAgainAt, long boundMillis) {
    failOvers.add(new FailOver(micros(cutAt), micros(servedAgainAt), Duration.ofMillis(boundMillis)));
    return this;
  }

  Story safe() {
    safe = true;
    return this;
  }

  Story drained(long at) {
    drainedAt = micros(at);
    return this;
  }

  Findings findings() {
    return Checker.check(history, events, new Circumstances(failOvers, safe, drainedAt));
  }
}
