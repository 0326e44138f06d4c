package io.seatlock.intake;

import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/** How strictly JSON is read, and what happens to records that fail. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

  private static final long RETRY_INTERVAL_MS = 500;

  /** A number where text belongs is a mistake to be told, not to be mended; the rest is in application.yml. */
  @Bean
  JsonMapperBuilderCustomizer noNumbersAsText() {
    return json -> json.withCoercionConfig(LogicalType.Textual, text -> text
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
  }

  /** Into {@code <topic>-dlt}, untouched, with the error in headers; any partition will do. */
  @Bean
  ConsumerRecordRecoverer deadLetters(KafkaOperations<byte[], byte[]> kafka) {
    DeadLetterPublishingRecoverer recoverer = new DeadLetterPublishingRecoverer(kafka,
        (record, _) -> new TopicPartition(record.topic() + RequestTopics.DEAD_LETTER_SUFFIX, -1));
    recoverer.excludeHeader(HeaderNames.HeadersToAdd.EX_STACKTRACE);
    return recoverer;
  }

  /** Whatever keeps a poll from being served (Redis or Kafka away) is waited for, as long as it takes. */
  @Bean
  CommonErrorHandler waitAndRepeat() {
    return new DefaultErrorHandler(
        new FixedBackOff(RETRY_INTERVAL_MS, FixedBackOff.UNLIMITED_ATTEMPTS));
  }
}
