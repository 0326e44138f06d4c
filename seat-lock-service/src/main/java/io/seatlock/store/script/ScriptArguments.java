package io.seatlock.store.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What one call of the script carries: KEYS and ARGV of all its commands, as the dispatcher reads them. */
public final class ScriptArguments {

  /** Where the first frame stands among the arguments of a call, behind what the store is to be. */
  public static final int FIRST_FRAME = 2;

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

  static ScriptArguments of(List<byte[]> partitionKeys, ExpectedStore.Expected expected, List<ScriptCommand> frames) {
    return new ScriptArguments(keys(partitionKeys, frames), args(expected, frames));
  }

  private static byte[][] keys(List<byte[]> partitionKeys, List<ScriptCommand> frames) {
    List<byte[]> keys = new ArrayList<>(partitionKeys);
    for (ScriptCommand frame : frames) {
      frame.keys().forEach(key -> keys.add(bytes(key)));
    }
    return keys.toArray(byte[][]::new);
  }

  private static byte[][] args(ExpectedStore.Expected expected, List<ScriptCommand> frames) {
    List<byte[]> args = new ArrayList<>(
        List.of(bytes(expected.epoch()), bytes(String.valueOf(expected.lowestBeat()))));
    for (ScriptCommand frame : frames) {
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
