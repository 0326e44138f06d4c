package io.seatlock.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Integration tests whose result does not depend on the version of Redis, such as those of Kafka, of HTTP or of the
 * published API descriptions. {@code .ci/run} does not repeat them on Debian's Redis.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("any-redis")
public @interface AnyRedis {
}
