package io.seatlock.standalone;

import io.seatlock.SeatLockApplication;
import org.springframework.boot.SpringApplication;

/** The service with its own Redis and Kafka. */
public class StandaloneApplication {

  public static void main(String[] args) {
    SpringApplication.run(SeatLockApplication.class, args);
  }
}
