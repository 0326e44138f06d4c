package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Findings;
import io.seatlock.faults.history.Answer;
import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.FailOver;
import io.seatlock.faults.history.History;
import io.seatlock.faults.history.Operation;
import io.seatlock.faults.history.SeatEvent;
import io.seatlock.faults.history.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds the calls and events of a run for a test. Times are in ms after the start of the run. Each call is sent 2 ms
 * before its effect and answered 2 ms after it. The lockId contains the time of the grant.
 */
final class RunBuilder {

  static final String SEAT = "hall:A:1";

  /** An arbitrary time in 2026, ms since the epoch. */
  static final long START = 1_795_000_000_000L;

  private final History history;

  private final List<SeatEvent> events;

  private final List<FailOver> failOvers = new ArrayList<>();

  private boolean safe;

  private String seat = SEAT;

  private long drainedAt;

  RunBuilder() {
    this(new History(), new ArrayList<>());
  }

  RunBuilder(History history, List<SeatEvent> events) {
    this.history = history;
    this.events = events;
  }

  static long micros(long ms) {
    return Times.micros(START + ms);
  }

  static String lockId(long grantedAt) {
    return "lock-" + grantedAt;
  }

  /** A call whose times are in µs since the epoch. */
  static Call lockCall(String user, long sentAt, long answeredAt, Answer answer) {
    return new Call(1, Operation.LOCK, List.of(SEAT), user, null, sentAt, answeredAt, answer);
  }

  /** As {@link #lockCall}. */
  static Call unlockCall(@Nullable String user, @Nullable String lockId, long sentAt, long answeredAt) {
    return new Call(2, Operation.UNLOCK, List.of(SEAT), user, lockId, sentAt, answeredAt, Answer.done());
  }

  RunBuilder on(String other) {
    seat = other;
    return this;
  }

  /** Adds the answer to a lock and its event. */
  RunBuilder granted(String user, long at, long until) {
    return answeredGrant(user, at, until).locked(user, at, at, until);
  }

  RunBuilder answeredGrant(String user, long at, long until) {
    return asked(Operation.LOCK, user, null, at, Answer.granted(lockId(at), START + until, List.of(micros(at))));
  }

  RunBuilder extended(String user, long grantedAt, long at, long until) {
    return asked(Operation.EXTEND, user, lockId(grantedAt), at,
        Answer.granted(lockId(grantedAt), START + until, List.of(micros(at)))).locked(user, grantedAt, at, until);
  }

  RunBuilder unlocked(String user, long grantedAt, long at) {
    return answeredUnlock(user, grantedAt, at).published(SeatEvent.What.UNLOCKED, user, at);
  }

  RunBuilder answeredUnlock(String user, long grantedAt, long at) {
    return asked(Operation.UNLOCK, user, lockId(grantedAt), at, Answer.done());
  }

  RunBuilder sold(String user, long grantedAt, long at) {
    return asked(Operation.FINALIZE, user, lockId(grantedAt), at, Answer.done()).published(SeatEvent.What.FINALIZED,
        user,
        at);
  }

  RunBuilder released(String user, long at) {
    return asked(Operation.RELEASE, user, null, at, Answer.done()).published(SeatEvent.What.RELEASED, user, at);
  }

  /** Adds the event of an expiry: made 3 ms after the deadline, recorded 1 ms later. */
  RunBuilder expired(String user, long deadline) {
    return published(SeatEvent.What.EXPIRED, user, micros(deadline + 3), deadline, 0, deadline + 4);
  }

  RunBuilder read(long at, Answer answer) {
    return asked(Operation.READ, null, null, at, answer);
  }

  RunBuilder asked(Operation operation, @Nullable String user, @Nullable String lockId, long at, Answer answer) {
    return call(new Call(1, operation, List.of(seat), user, lockId, micros(at - 2), micros(at + 2), answer));
  }

  RunBuilder call(Call call) {
    history.add(call);
    return this;
  }

  /** Adds the event of a lock or an extension. */
  RunBuilder locked(String user, long grantedAt, long at, long until) {
    return published(SeatEvent.What.LOCKED, user, micros(at), grantedAt, START + until, at + 1);
  }

  RunBuilder published(SeatEvent.What what, String user, long at) {
    return published(what, user, micros(at), at, 0, at + 1);
  }

  RunBuilder published(SeatEvent.What what, String user, long version, long at, long expiresAt, long recordedAt) {
    String topic = switch (what) {
      case LOCKED -> "seat.locked";
      case EXPIRED, UNLOCKED, RELEASED -> "seat.unlocked";
      case FINALIZED -> "seat.finalized";
      case REJECTED -> "seat.lock.rejected";
    };
    return event(new SeatEvent(topic, 0, events.size(), seat, seat + ":" + version, version, what, user, START + at,
        expiresAt, START + recordedAt));
  }

  RunBuilder event(SeatEvent event) {
    events.add(event);
    return this;
  }

  /** Adds the last event once more, possibly changed. */
  RunBuilder again(UnaryOperator<SeatEvent> change) {
    SeatEvent last = change.apply(events.getLast());
    return event(new SeatEvent(last.topic(), last.partition(), events.size(), last.key(), last.id(), last.version(),
        last.what(), last.user(), last.at(), last.expiresAt(), last.recordedAt()));
  }

  RunBuilder failOver(long cutAt, long servedAgainAt, long boundMillis) {
    failOvers.add(new FailOver(micros(cutAt), micros(servedAgainAt), Duration.ofMillis(boundMillis)));
    return this;
  }

  RunBuilder safe() {
    safe = true;
    return this;
  }

  RunBuilder drained(long at) {
    drainedAt = micros(at);
    return this;
  }

  Findings findings() {
    return Checker.check(history, events, new Circumstances(failOvers, safe, drainedAt));
  }
}
