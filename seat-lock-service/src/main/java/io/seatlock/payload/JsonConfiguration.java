package io.seatlock.payload;

import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** Configures strict JSON parsing. */
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

  /** A number where text belongs is refused, not converted; the rest is in application.yml. */
  @Bean
  JsonMapperBuilderCustomizer noNumbersAsText() {
    return json -> json.withCoercionConfig(LogicalType.Textual, text -> text
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
  }
}
