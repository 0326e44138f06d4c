package io.seatlock.store;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that means nothing on a cluster; there it is left out, and that is said. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnSingleRedis.Condition.class)
public @interface OnSingleRedis {

  /** Why. */
  String value();

  /** Reads the annotation. */
  class Condition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (!RedisServers.isClusterAskedFor()) {
        return ConditionEvaluationResult.enabled("a single Redis");
      }
      String why = findAnnotation(context.getElement(), OnSingleRedis.class).map(OnSingleRedis::value).orElse("");
      if (why.isEmpty()) {
        return ConditionEvaluationResult.enabled("not about a single Redis");
      }
      System.out.printf("Left out on a cluster: %s, because %s%n", context.getDisplayName(), why);
      return ConditionEvaluationResult.disabled(why);
    }
  }
}
