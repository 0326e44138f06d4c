package io.seatlock.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What one call of the script carries: KEYS and ARGV of all its commands, as the dispatcher reads them. */
final class ScriptArguments {

  /** Where the first frame stands among the arguments of a call, behind what the store is to be. */
  static final int FIRST_FRAME = 2;

  private final byte[][] keys;

  private final byte[][] args;

  private ScriptArguments(byte[][] keys, byte[][] args) {
    this.keys = keys;
    this.args = args;
  }

  byte[][] keys() {
    return keys;
  }

  byte[][] args() {
    return args;
  }

  static ScriptArguments of(List<byte[]> partitionKeys, Guard.Expected expected, List<Frame> frames) {
    return new ScriptArguments(keys(partitionKeys, frames), args(expected, frames));
  }

  private static byte[][] keys(List<byte[]> partitionKeys, List<Frame> frames) {
    List<byte[]> keys = new ArrayList<>(partitionKeys);
    for (Frame frame : frames) {
      frame.keys().forEach(key -> keys.add(bytes(key)));
    }
    return keys.toArray(byte[][]::new);
  }

  private static byte[][] args(Guard.Expected expected, List<Frame> frames) {
    List<byte[]> args = new ArrayList<>(
        List.of(bytes(expected.epoch()), bytes(String.valueOf(expected.lowestBeat()))));
    for (Frame frame : frames) {
      args.add(bytes(frame.operation()));
      args.add(bytes(String.valueOf(frame.keys().size())));
      args.add(bytes(String.valueOf(frame.args().size())));
      frame.args().forEach(arg -> args.add(bytes(arg)));
    }
    return args.toArray(byte[][]::new);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
