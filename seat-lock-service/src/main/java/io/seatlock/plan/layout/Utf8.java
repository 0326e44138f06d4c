package io.seatlock.plan.layout;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Checks the encoding of a plan. The document is returned byte by byte, so all of it must be UTF-8, including fields
 * that the service does not read.
 */
final class Utf8 {

  private static final int CHARS_AT_ONCE = 8_192;

  private Utf8() {}

  /**
   * @return the index of the first byte of the text: after the byte order mark, if there is one
   * @throws Mistakes.Enough if it is not UTF-8
   */
  static int check(byte[] document, Mistakes mistakes) {
    ByteBuffer bytes = ByteBuffer.wrap(document);
    CharBuffer chars = CharBuffer.allocate(CHARS_AT_ONCE);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result;
    do {
      chars.clear();
      result = decoder.decode(bytes, chars, true);
    } while (result.isOverflow());
    if (result.isError()) {
      throw mistakes.last("", "is not UTF-8: byte " + bytes.position() + " is wrong; send JSON in UTF-8");
    }
    return hasMark(document) ? 3 : 0;
  }

  private static boolean hasMark(byte[] document) {
    return document.length >= 3 && document[0] == (byte) 0xEF && document[1] == (byte) 0xBB
        && document[2] == (byte) 0xBF;
  }
}
