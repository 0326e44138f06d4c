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
   * Claims seats for a user until now + timeout. The same user asking again gets the same lock back,
   * unchanged.
   *
   * @param lockId the lock's id if it is granted now
   * @param request set if the command came as a Kafka record, which must be answered by an event in any case
   * @param orphan a free seat that the lock would leave alone, for which it is refused unless the user has it already;
   *     null if it leaves none, or may
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

    /** The same, to be refused for this seat. */
    public Lock leaving(SeatId alone) {
      return new Lock(group, userId, timeout, lockId, request, alone);
    }
  }

  /**
   * Claims the first of several choices of seats that is wholly free. Each command claims more seats, also for a user who
   * holds some already, unless it is the repetition of the user's last one in the venue.
   *
   * @param choices of equally many seats of the venue, the best first; may be empty, to ask for the answer to a repetition
   * @param lockId the lock's id if it is granted now
   * @param requestId the same for a repetition, which gets the same seats as long as the user holds them under that
   *     lock; sure until the first deadline, an extended lock may be forgotten; null if it can't be repeated
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

  /** Gives locked seats back before their deadline. */
  record Unlock(SeatGroup group, Proof proof) implements OfGroup {}

  /** Moves the deadline of live locks to now + timeout, never past the total cap of a lock. */
  record Extend(SeatGroup group, Proof proof, Duration timeout) implements OfGroup {

    public Extend {
      proof = proof.required();
    }
  }

  /**
   * Hands live locks over to another user, as from a guest to the account that they log in to. The lockId stays.
   *
   * @param timeout moves the deadline to now + timeout as well; null leaves it as it is
   */
  record Transfer(SeatGroup group, Proof proof, String newUserId, @Nullable Duration timeout) implements OfGroup {

    public Transfer(SeatGroup group, Proof proof, @Nullable String newUserId, @Nullable Duration timeout) {
      if (proof.lockId() == null) {
        throw new InvalidRequest("lockId", "is missing; a lock is handed over only to whoever shows its lockId");
      }
      this.group = group;
      this.proof = proof;
      this.newUserId = IdRules.text("newUserId", newUserId);
      this.timeout = timeout;
    }
  }

  /** Sells seats to the user who holds them. The same holder asking again gets the same answer. */
  record Finalize(SeatGroup group, Proof proof, @Nullable Request request) implements OfGroup {

    public Finalize {
      proof = proof.required();
    }
  }

  /** Puts sold seats back on sale. */
  record Release(SeatGroup group, Proof proof) implements OfGroup {}

  /** Frees a seat whose deadline has passed; does nothing to any other seat. */
  record Expire(SeatId seat) implements SeatCommand {

    @Override
    public String venueId() {
      return seat.venueId();
    }
  }

  /** Reads seats as they are now, by the deadline; changes nothing. */
  record Look(SeatGroup group) implements OfGroup {}

  /**
   * Answers a record that broke a rule before it reached a seat. Changes no seat.
   *
   * @param asked what the record asked for
   * @param key the Kafka key of the answer, since no seat is known
   */
  record Reject(Asked asked, String key, Request request, InvalidRequest reason) implements SeatCommand {

    /** What a rejected record wanted; it decides on which topic the rejection is sent. */
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
