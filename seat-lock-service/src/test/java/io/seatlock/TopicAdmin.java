package io.seatlock;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What an operator of Kafka may do to topics. */
final class TopicAdmin implements AutoCloseable {

  /** For a broker that keeps rights; without any given for a topic all may do all. */
  static final Map<String, String> WITH_RIGHTS = Map.of("authorizer.class.name",
      "org.apache.kafka.metadata.authorizer.StandardAuthorizer", "allow.everyone.if.no.acl.found", "true");

  private static final int PARTITIONS = 3;

  private final Admin admin;

  TopicAdmin(String bootstrapServers) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  void create(Collection<String> topics) {
    await(() -> admin.createTopics(topics.stream().map(topic -> new NewTopic(topic, PARTITIONS, (short) 1)).toList())
        .all());
  }

  void delete(String topic) {
    await(() -> admin.deleteTopics(List.of(topic)).all());
  }

  /** How many records were ever written to it. */
  long count(String topic) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    IntStream.range(0, PARTITIONS).forEach(part -> ends.put(new TopicPartition(topic, part), OffsetSpec.latest()));
    return await(() -> admin.listOffsets(ends).all()).values().stream().mapToLong(ListOffsetsResultInfo::offset).sum();
  }

  void limitRecords(String topic, int bytes) {
    ConfigEntry limit = new ConfigEntry("max.message.bytes", String.valueOf(bytes));
    await(() -> admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic),
        List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET)))).all());
  }

  void forbidWriting(String topic) {
    ResourcePattern pattern = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
    await(() -> admin.createAcls(List.of(
        new AclBinding(pattern, entry(AclOperation.ALL, AclPermissionType.ALLOW)),
        new AclBinding(pattern, entry(AclOperation.WRITE, AclPermissionType.DENY)))).all());
  }

  void allowEverything() {
    await(() -> admin.deleteAcls(List.of(AclBindingFilter.ANY)).all());
  }

  private static AccessControlEntry entry(AclOperation operation, AclPermissionType permission) {
    return new AccessControlEntry("User:ANONYMOUS", "*", operation, permission);
  }

  private static <T> T await(Callable<? extends Future<T>> asked) {
    try {
      return asked.call().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    admin.close(java.time.Duration.ZERO);
  }
}
