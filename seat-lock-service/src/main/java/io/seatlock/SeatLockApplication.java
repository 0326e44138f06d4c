package io.seatlock;

import io.seatlock.operator.CheckCommand;
import io.seatlock.operator.ConfirmCommand;
import io.seatlock.operator.NewKeyCommand;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;

/**
 * The entry point: starts the service, or runs the operator command that the first argument names. Spring Security's
 * auto-configuration is excluded, because {@code io.seatlock.security} configures it.
 */
@SpringBootApplication(exclude = {SecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
    UserDetailsServiceAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class,
    OAuth2ResourceServerAutoConfiguration.class, OAuth2ResourceServerWebSecurityAutoConfiguration.class})
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
    if (name.equals(NewKeyCommand.NAME)) {
      return NewKeyCommand.run(args, System.out, System.err);
    }
    System.err.println("There is no command " + name + ". Commands: "
        + String.join(", ", CheckCommand.NAME, ConfirmCommand.NAME, NewKeyCommand.NAME));
    return CheckCommand.NOT_CHECKED;
  }
}
