package io.seatlock;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service's entry point. */
@SpringBootApplication
public class SeatLockApplication {

  public static void main(String[] args) {
    SpringApplication.run(SeatLockApplication.class, args);
  }
}
