package io.seatlock.store.outbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An entry of the outbox. Two entries are equal if they have the same id and the same content. */
public final class OutboxEntry {

  /** The order of the stream. */
  static final Comparator<OutboxEntry> IN_ORDER = Comparator.comparing((OutboxEntry entry) -> entry.part(0),
      Long::compareUnsigned).thenComparing(entry -> entry.part(1), Long::compareUnsigned);

  private final String id;

  private final Map<byte[], byte[]> raw;

  private final Map<String, String> fields;

  private OutboxEntry(String id, Map<byte[], byte[]> raw, Map<String, String> fields) {
    this.id = id;
    this.raw = raw;
    this.fields = fields;
  }

  /** @param raw names and values in the order of the stream */
  public static OutboxEntry read(String id, Map<byte[], byte[]> raw) {
    Map<String, String> fields = HashMap.newHashMap(raw.size());
    raw.forEach((name, value) -> fields.put(text(name), text(value)));
    return new OutboxEntry(id, raw, fields);
  }

  /** The id in the stream, {@code <ms>-<sequence>}. The first part is Redis' time in ms since the epoch. */
  public String id() {
    return id;
  }

  /**
   * The fields by name, as the header of the Lua file that wrote the entry describes them. Times are ms since the
   * epoch.
   */
  public Map<String, String> fields() {
    return fields;
  }

  /** @throws MalformedEvent if the fields are not a valid event */
  public OutboxEvent event() throws MalformedEvent {
    return new EventFields(fields).event();
  }

  /**
   * SHA-1 of all field names and values in hex. After a fail-over another event may have the same id; {@code
   * confirm.lua} computes the same digest to detect that.
   */
  public String fingerprint() {
    MessageDigest digest = sha1();
    boolean first = true;
    for (Map.Entry<byte[], byte[]> field : raw.entrySet()) {
      if (!first) {
        digest.update((byte) 0);
      }
      first = false;
      digest.update(field.getKey());
      digest.update((byte) 0);
      digest.update(field.getValue());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The approximate size in bytes: the number of characters of the values. */
  public long size() {
    return fields.values().stream().mapToLong(String::length).sum();
  }

  /** The smallest id greater than this one. */
  public String nextId() {
    int dash = id.indexOf('-');
    return id.substring(0, dash + 1) + (Long.parseLong(id.substring(dash + 1)) + 1);
  }

  private Long part(int place) {
    return Long.parseUnsignedLong(id.split("-")[place]);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OutboxEntry entry && entry.id.equals(id) && entry.fingerprint().equals(fingerprint());
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(id);
  }

  @Override
  public String toString() {
    return id + " " + fields;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
