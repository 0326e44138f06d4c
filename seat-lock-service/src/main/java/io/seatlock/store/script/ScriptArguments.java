package io.seatlock.store.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The KEYS and ARGV of one call of the script, with all its commands, as the dispatcher reads them. */
public final class ScriptArguments {

  /** Index of the first command in ARGV, after the expected epoch and heartbeat. */
  private static final int FIRST_COMMAND = 2;

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

  static ScriptArguments of(List<byte[]> partitionKeys, ExpectedStore.Expected expected, List<ScriptCommand> commands) {
    return new ScriptArguments(keys(partitionKeys, commands), args(expected, commands));
  }

  private static byte[][] keys(List<byte[]> partitionKeys, List<ScriptCommand> commands) {
    List<byte[]> keys = new ArrayList<>(partitionKeys);
    for (ScriptCommand command : commands) {
      command.keys().forEach(key -> keys.add(bytes(key)));
    }
    return keys.toArray(byte[][]::new);
  }

  private static byte[][] args(ExpectedStore.Expected expected, List<ScriptCommand> commands) {
    List<byte[]> args = new ArrayList<>(
        List.of(bytes(expected.epoch()), bytes(String.valueOf(expected.lowestBeat()))));
    for (ScriptCommand command : commands) {
      args.add(bytes(command.operation()));
      args.add(bytes(String.valueOf(command.keys().size())));
      args.add(bytes(String.valueOf(command.args().size())));
      command.args().forEach(arg -> args.add(bytes(arg)));
    }
    return args.toArray(byte[][]::new);
  }

  /**
   * @param args ARGV of a call
   * @return the operation of each command, in the order of the replies
   */
  public static List<String> operations(byte[][] args) {
    List<String> operations = new ArrayList<>();
    int arg = FIRST_COMMAND;
    while (arg < args.length) {
      operations.add(text(args[arg]));
      arg += 3 + Integer.parseInt(text(args[arg + 2]));
    }
    return operations;
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
