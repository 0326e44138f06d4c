package io.seatlock;

import io.seatlock.testkit.BesideOthers;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Tests with a {@link Deployment} of their own, to which they do harm. Nobody else sees it, so such a
 * class may run beside others.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestInstance(Lifecycle.PER_CLASS)
@BesideOthers
@interface OwnServers {
}
