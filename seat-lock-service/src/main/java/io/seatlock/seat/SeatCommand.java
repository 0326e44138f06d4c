package io.seatlock.seat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All operations on seats. A command over several seats changes all of them or none.
 * Each is checked and executed in one atomic step, by Redis' clock.
 */
public sealed interface SeatCommand {

  /** Selects the partition: all commands of a venue go to the same one. */
  String venueId();

  /** A command over seats of one venue: all of them or none. */
  sealed interface OfGroup extends SeatCommand {

    SeatGroup group();

    @Override
    default String venueId() {
      return group().venueId();
    }
  }

  /**
   * Claims seats for a user until now + timeout. The same user asking again gets the same lock back, unchanged.
   *
   * @param lockId the lock's id if it is granted now
   * @param request set if the command came as a Kafka record, which must be answered by an event in any case
   * @param orphan a free seat that the lock would leave isolated (an orphan): the command is refused with
   *     {@code ORPHAN_SEAT}, unless the user already has exactly this lock; null if it leaves no orphan, or if orphans
   *     are allowed
   */
  record Lock(SeatGroup group, String userId, Duration timeout, String lockId, @Nullable Request request,
      @Nullable SeatId orphan) implements OfGroup {

    public Lock(SeatGroup group, @Nullable String userId, Duration timeout, String lockId, @Nullable Request request) {
      this(group, userId, timeout, lockId, request, null);
    }

    public Lock(SeatGroup group, @Nullable String userId, Duration timeout, String lockId, @Nullable Request request,
        @Nullable SeatId orphan) {
      this.group = group;
      this.userId = IdRules.text("userId", userId);
      this.timeout = timeout;
      this.lockId = lockId;
      this.request = request;
      this.orphan = orphan;
    }

    /** A copy that is refused because it would leave this seat isolated. */
    public Lock withOrphan(SeatId orphan) {
      return new Lock(group, userId, timeout, lockId, request, orphan);
    }
  }

  /**
   * Claims the first of several choices whose seats are all free. Unlike {@link Lock}, it claims further seats for a
   * user who holds some already, unless it repeats the user's last {@code LockBest} in the venue.
   *
   * @param choices groups of equally many seats of the venue, the best first; may be empty, to get only the answer to a
   *     repeated request
   * @param lockId the lock's id if it is granted now
   * @param requestId identical in a repetition, which gets the same seats as long as the user holds them under that
   *     lock. Guaranteed until the lock's first deadline; after an extension the repetition may no longer be
   *     recognized. Null if repetitions need not be recognized
   */
  record LockBest(String venueId, List<SeatGroup> choices, String userId, Duration timeout, String lockId,
      @Nullable String requestId) implements SeatCommand {

    public LockBest(String venueId, List<SeatGroup> choices, @Nullable String userId, Duration timeout, String lockId,
        @Nullable String requestId) {
      this.venueId = venueId;
      this.choices = List.copyOf(choices);
      this.userId = IdRules.text("userId", userId);
      this.timeout = timeout;
      this.lockId = lockId;
      this.requestId = IdRules.optionalText("requestId", requestId);
    }
  }

  /** Frees locked seats before their deadline. */
  record Unlock(SeatGroup group, Proof proof) implements OfGroup {}

  /** Moves the deadline of live locks to now + timeout, never past the total cap of a lock. */
  record Extend(SeatGroup group, Proof proof, Duration timeout) implements OfGroup {

    public Extend {
      proof = proof.required();
    }
  }

  /**
   * Transfers live locks to another user, for example from a guest to the account into which the guest logs in. The
   * lockId stays the same.
   *
   * @param timeout if given, the deadline also becomes now + timeout; null leaves it unchanged
   */
  record Transfer(SeatGroup group, Proof proof, String newUserId, @Nullable Duration timeout) implements OfGroup {

    public Transfer(SeatGroup group, Proof proof, @Nullable String newUserId, @Nullable Duration timeout) {
      if (proof.lockId() == null) {
        throw new InvalidRequest("lockId", "is missing; give the lockId of the lock that is to be transferred");
      }
      this.group = group;
      this.proof = proof;
      this.newUserId = IdRules.text("newUserId", newUserId);
      this.timeout = timeout;
    }
  }

  /**
   * Sells seats to the user who holds them, or who held them last and is late by no more than
   * {@link LockLimits#lateFinalize}. The same holder asking again gets the same answer.
   */
  record Finalize(SeatGroup group, Proof proof, @Nullable Request request) implements OfGroup {

    public Finalize {
      proof = proof.required();
    }
  }

  /** Puts sold seats back on sale. */
  record Release(SeatGroup group, Proof proof) implements OfGroup {}

  /** Frees a seat whose deadline has passed. Has no effect on a seat in any other state. */
  record Expire(SeatId seat) implements SeatCommand {

    @Override
    public String venueId() {
      return seat.venueId();
    }
  }

  /** Reads the present state of seats, according to their deadlines. Changes nothing. */
  record Look(SeatGroup group) implements OfGroup {}

  /**
   * Answers a request record that is invalid, so that no seat is known. Changes no seat.
   *
   * @param asked the operation that the record asked for
   * @param key the Kafka key of the answer, since no seat is known
   */
  record Reject(Asked asked, String key, Request request, InvalidRequest reason) implements SeatCommand {

    /** The requested operation, which decides to which topic the rejection is sent. */
    public enum Asked {
      LOCK, FINALIZE
    }

    /** No seat is involved, so any partition will do; using the key keeps answers with one key in one partition. */
    @Override
    public String venueId() {
      return key;
    }
  }
}
