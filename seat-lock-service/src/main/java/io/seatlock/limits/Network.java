package io.seatlock.limits;

import java.math.BigInteger;
import java.net.InetAddress;

/** A network in CIDR notation, such as {@code 10.0.0.0/8}, or a single address. */
record Network(InetAddress first, int bits) {

  static boolean isValid(String text) {
    try {
      var _ = parse(text);
      return true;
    } catch (IllegalArgumentException noNetwork) {
      return false;
    }
  }

  /** @throws IllegalArgumentException if the text is not a network or an address; host names are never resolved */
  static Network parse(String text) {
    String[] parts = text.strip().split("/", 2);
    InetAddress address = InetAddress.ofLiteral(parts[0]);
    int all = address.getAddress().length * Byte.SIZE;
    int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
    if (bits < 0 || bits > all) {
      throw new IllegalArgumentException(text);
    }
    return new Network(address, bits);
  }

  boolean contains(InetAddress address) {
    byte[] one = first.getAddress();
    byte[] other = address.getAddress();
    int rest = one.length * Byte.SIZE - bits;
    return one.length == other.length
        && new BigInteger(1, one).shiftRight(rest).equals(new BigInteger(1, other).shiftRight(rest));
  }
}
