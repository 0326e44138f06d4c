package io.seatlock;

import io.seatlock.operator.CheckCommand;
import io.seatlock.operator.ConfirmCommand;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The entry point: the service, or the command that is named first. */
@SpringBootApplication
public class SeatLockApplication {

  public static void main(String[] args) {
    if (args.length == 0 || args[0].startsWith("-")) {
      SpringApplication.run(SeatLockApplication.class, args);
    } else {
      System.exit(command(args[0], List.of(args).subList(1, args.length)));
    }
  }

  private static int command(String name, List<String> args) {
    if (name.equals(CheckCommand.NAME)) {
      return CheckCommand.run(args, System.out, System.err);
    }
    if (name.equals(ConfirmCommand.NAME)) {
      return ConfirmCommand.run(args, System.out, System.err);
    }
    System.err
        .println("There is no command " + name + ". Commands: " + CheckCommand.NAME + ", " + ConfirmCommand.NAME);
    return CheckCommand.NOT_CHECKED;
  }
}
