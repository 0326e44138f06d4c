package io.seatlock.benchmark.contender;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.redisson.api.BatchResult;
import org.redisson.api.RBatch;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import tools.jackson.databind.json.JsonMapper;

/**
 * A seat lock is a bucket with a time-to-live that holds the holder's name. A group is locked while a multi-lock over
 * its seats is held. An {@code RLock} alone does not suffice: it belongs to a thread, and the thread of the request
 * ends long before the seat lock.
 */
class RedissonLocks implements Locks {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** After this time a multi-lock is released even if its owner has died. */
  private static final Duration LEASE = Duration.ofSeconds(5);

  private final RedissonClient redisson;

  private final JsonMapper json;

  RedissonLocks(RedissonClient redisson, JsonMapper json) {
    this.redisson = redisson;
    this.json = json;
  }

  @Override
  public boolean lock(Claim claim) {
    String holder = json.writeValueAsString(Holder.of(claim));
    if (claim.seats().size() == 1) {
      return redisson.<String>getBucket(claim.key(claim.seats().getFirst()), StringCodec.INSTANCE)
          .setIfAbsent(holder, claim.timeout());
    }
    RLock all = redisson.getMultiLock(claim.seats().stream()
        .map(seat -> redisson.getLock("group-" + claim.key(seat))).toArray(RLock[]::new));
    return tryLock(all) && takeAndUnlock(all, claim, holder);
  }

  private static boolean tryLock(RLock all) {
    try {
      return all.tryLock(PATIENCE.toMillis(), LEASE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean takeAndUnlock(RLock all, Claim claim, String holder) {
    try {
      return isFree(claim) && takeAll(claim, holder);
    } finally {
      all.unlock();
    }
  }

  private boolean isFree(Claim claim) {
    String[] keys = claim.seats().stream().map(claim::key).toArray(String[]::new);
    return redisson.getBuckets(StringCodec.INSTANCE).get(keys).isEmpty();
  }

  /**
   * Takes all seats or none: a request for a single seat takes no multi-lock and may have locked one of them meanwhile.
   */
  private boolean takeAll(Claim claim, String holder) {
    RBatch batch = redisson.createBatch();
    for (Seat seat : claim.seats()) {
      var _ = batch.<String>getBucket(claim.key(seat), StringCodec.INSTANCE).setIfAbsentAsync(holder, claim.timeout());
    }
    BatchResult<?> results = batch.execute();
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < claim.seats().size(); i++) {
      if (Boolean.TRUE.equals(results.getResponses().get(i))) {
        taken.add(claim.key(claim.seats().get(i)));
      }
    }
    if (taken.size() < claim.seats().size() && !taken.isEmpty()) {
      redisson.getKeys().delete(taken.toArray(String[]::new));
    }
    return taken.size() == claim.seats().size();
  }

  @Override
  public @Nullable Holder holder(String venue, Seat seat) {
    String key = "seatlock:" + venue + ":" + seat.row() + ":" + seat.seat();
    String text = redisson.<String>getBucket(key, StringCodec.INSTANCE).get();
    return text == null ? null : json.readValue(text, Holder.class);
  }
}
