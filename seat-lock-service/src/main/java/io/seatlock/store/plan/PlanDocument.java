package io.seatlock.store.plan;

import io.seatlock.plan.DamagedPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The document of a plan as it is stored in Redis: compressed with gzip, and in pieces, so that no call takes long. The
 * pieces are in Base64, because arguments of the script are texts.
 *
 * @param etag of the document; the same bytes have the same etag
 */
record PlanDocument(String etag, List<String> pieces) {

  /** Most compressed bytes of a piece; they become 64 KiB in Base64. */
  private static final int PIECE_BYTES = 48 * 1024;

  private static final int ETAG_BYTES = 16;

  static PlanDocument of(byte[] document) {
    byte[] gzip = compressed(document);
    List<String> pieces = new ArrayList<>();
    Base64.Encoder encoder = Base64.getEncoder();
    for (int from = 0; from < gzip.length; from += PIECE_BYTES) {
      pieces.add(encoder.encodeToString(Arrays.copyOfRange(gzip, from, Math.min(gzip.length, from + PIECE_BYTES))));
    }
    return new PlanDocument(HexFormat.of().formatHex(sha256(document), 0, ETAG_BYTES), pieces);
  }

  /**
   * The compressed document.
   *
   * @throws DamagedPlan if a piece is not valid Base64
   */
  static byte[] joined(List<String> pieces) {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try {
      pieces.forEach(piece -> gzip.writeBytes(Base64.getDecoder().decode(piece)));
    } catch (IllegalArgumentException noBase64) {
      throw new DamagedPlan();
    }
    return gzip.toByteArray();
  }

  /** @throws DamagedPlan if it can't be decompressed */
  static byte[] decompressed(byte[] gzip) {
    try (GZIPInputStream document = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return document.readAllBytes();
    } catch (IOException noGzip) {
      throw new DamagedPlan();
    }
  }

  private static byte[] compressed(byte[] document) {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return gzip.toByteArray();
  }

  private static byte[] sha256(byte[] document) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(document);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
