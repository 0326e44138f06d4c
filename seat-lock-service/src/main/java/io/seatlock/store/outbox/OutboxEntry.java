package io.seatlock.store.outbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * An event as the script wrote it.
 *
 * @param id its place in the stream, {@code <ms>-<sequence>}; the first part is Redis' time
 * @param fields what the Lua file that wrote it says; times are ms since the epoch
 * @param fingerprint hash of all fields and values. After a fail-over another event may have the same id;
 *     {@code confirm.lua} computes the same hash to detect that
 */
public record OutboxEntry(String id, Map<String, String> fields, String fingerprint) {

  /** As they are in the stream. */
  static final Comparator<OutboxEntry> IN_ORDER = Comparator.comparing((OutboxEntry entry) -> entry.part(0),
      Long::compareUnsigned).thenComparing(entry -> entry.part(1), Long::compareUnsigned);

  /** @param raw names and values in the order of the stream */
  public static OutboxEntry read(String id, Map<byte[], byte[]> raw) {
    Map<String, String> fields = HashMap.newHashMap(8);
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
      fields.put(text(field.getKey()), text(field.getValue()));
    }
    return new OutboxEntry(id, fields, HexFormat.of().formatHex(digest.digest()));
  }

  /** @throws IllegalArgumentException if there is no such field */
  public String get(String field) {
    String value = fields.get(field);
    if (value == null) {
      throw new IllegalArgumentException("it has no " + field);
    }
    return value;
  }

  /** Roughly its bytes: the signs of its values. */
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
