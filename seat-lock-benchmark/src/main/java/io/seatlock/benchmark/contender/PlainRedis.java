package io.seatlock.benchmark.contender;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * One key for each lock ({@code SET NX EX}) and a hash for the holders. Uses Redis' expiry notifications, and does not
 * wait for Kafka's acknowledgement.
 */
class PlainRedis implements Locks, MessageListener {

  private static final int PARTS = 4;

  private final StringRedisTemplate redis;

  private final KafkaTemplate<String, String> kafka;

  private final JsonMapper json;

  PlainRedis(StringRedisTemplate redis, KafkaTemplate<String, String> kafka, JsonMapper json) {
    this.redis = redis;
    this.kafka = kafka;
    this.json = json;
  }

  record LockedEvent(String venueId, String row, String seat, String userId, String lockedAt, String expiresAt) {}

  record UnlockedEvent(String venueId, String row, String seat, String reason, String unlockedAt) {}

  record RejectedEvent(String venueId, String row, String seat, String userId, String code, String rejectedAt) {}

  @Override
  public boolean lock(Claim claim) {
    List<String> taken = new ArrayList<>();
    for (Seat seat : claim.seats()) {
      if (!take(claim.key(seat), claim.lockId(), claim.timeout())) {
        redis.delete(taken);
        return false;
      }
      taken.add(claim.key(seat));
    }
    remember(claim);
    return true;
  }

  private boolean take(String key, String lockId, Duration timeout) {
    return Boolean.TRUE.equals(redis.opsForValue().setIfAbsent(key, lockId, timeout));
  }

  private void remember(Claim claim) {
    Holder holder = Holder.of(claim);
    String text = json.writeValueAsString(holder);
    Map<String, String> fields = new HashMap<>();
    claim.seats().forEach(seat -> fields.put(seat.field(), text));
    redis.<String, String>opsForHash().putAll("seats:" + claim.venue(), fields);
    claim.seats().forEach(seat -> send("plain.seat.locked", claim.venue(), seat,
        new LockedEvent(claim.venue(), seat.row(), seat.seat(), claim.user(), Times.now(), holder.expiresAt())));
  }

  @Override
  public @Nullable Holder holder(String venue, Seat seat) {
    String text = redis.<String, String>opsForHash().get("seats:" + venue, seat.field());
    return text == null ? null : json.readValue(text, Holder.class);
  }

  /** Called when a key has expired. */
  @Override
  public void onMessage(Message message, byte @Nullable [] pattern) {
    String[] parts = new String(message.getBody(), StandardCharsets.UTF_8).split(":");
    if (parts.length == PARTS && parts[0].equals("seatlock")) {
      Seat seat = new Seat(parts[2], parts[3]);
      redis.opsForHash().delete("seats:" + parts[1], seat.field());
      send("plain.seat.unlocked", parts[1], seat,
          new UnlockedEvent(parts[1], seat.row(), seat.seat(), "expired", Times.now()));
    }
  }

  @KafkaListener(topics = "plain.seat.lock.requested", groupId = "plain", concurrency = "3")
  void requested(String record) {
    Claim claim = json.readValue(record, LockRequest.class).claim();
    if (!lock(claim)) {
      claim.seats().forEach(seat -> send("plain.seat.lock.rejected", claim.venue(), seat,
          new RejectedEvent(claim.venue(), seat.row(), seat.seat(), claim.user(), "SEAT_LOCKED", Times.now())));
    }
  }

  private void send(String topic, String venue, Seat seat, Object event) {
    var _ = kafka.send(topic, venue + ":" + seat.row() + ":" + seat.seat(), json.writeValueAsString(event));
  }
}
