package io.seatlock.benchmark.contender;

import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** One contender: the endpoint in front of a design. The first argument is the {@link Design}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(LocksEndpoint.class)
public class ContenderProgram {

  public static void main(String[] args) {
    Design design = Design.valueOf(args[0]);
    String[] all = Stream.of(Stream.of("--spring.config.name=contender"), design.settings().stream(),
        Arrays.stream(args).skip(1)).flatMap(some -> some).toArray(String[]::new);
    new SpringApplication(ContenderProgram.class, design.configuration()).run(all);
  }
}
