package io.seatlock;

import io.seatlock.embedded.KafkaSettings;
import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.testkit.kafka.KafkaProcess;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** A broker that knows its users: {@code admin} may do everything, the others what they were given. */
final class SecuredKafka implements AutoCloseable {

  private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required "
      + "username=\"%s\" password=\"%s\";";

  private static final String USERS = "org.apache.kafka.common.security.plain.PlainLoginModule required "
      + "user_admin=\"admin\" user_service=\"service\" user_booking=\"booking\";";

  private final KafkaProcess broker;

  private final Admin admin;

  private SecuredKafka(KafkaProcess broker) {
    this.broker = broker;
    admin = Admin.create(client("admin"));
  }

  static SecuredKafka start() {
    int port = LoopbackPorts.free();
    int controller = LoopbackPorts.free();
    return new SecuredKafka(KafkaProcess.start(KafkaSettings.temporary().withPort(port).with(Map.of(
        "controller.quorum.voters", "1@127.0.0.1:" + controller,
        "listeners", "SASL_PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
        "advertised.listeners", "SASL_PLAINTEXT://127.0.0.1:" + port,
        "listener.security.protocol.map", "CONTROLLER:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT",
        "inter.broker.listener.name", "SASL_PLAINTEXT",
        "sasl.enabled.mechanisms", "PLAIN",
        "sasl.mechanism.inter.broker.protocol", "PLAIN",
        "listener.name.sasl_plaintext.plain.sasl.jaas.config",
        USERS.replace("required", "required username=\"admin\" password=\"admin\""),
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users", "User:admin;User:ANONYMOUS"))));
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** Settings of a client that logs in as this user; the password is the name. */
  Map<String, Object> client(String user) {
    return Map.of("bootstrap.servers", broker.bootstrapServers(), "security.protocol", "SASL_PLAINTEXT",
        "sasl.mechanism", "PLAIN", "sasl.jaas.config", LOGIN.formatted(user, user));
  }

  /** The same for the service. */
  static String[] serviceSettings(String... more) {
    return Stream.concat(Stream.of("spring.kafka.properties.security.protocol=SASL_PLAINTEXT",
        "spring.kafka.properties.sasl.mechanism=PLAIN",
        "spring.kafka.properties.sasl.jaas.config=" + LOGIN.formatted("service", "service")), Stream.of(more))
        .toArray(String[]::new);
  }

  void create(List<String> topics) {
    wait(admin.createTopics(topics.stream().map(topic -> new NewTopic(topic, 3, (short) 1)).toList()).all());
  }

  void allow(ResourceType type, String name, AclOperation... operations) {
    allowUser("service", type, name, operations);
  }

  void allowUser(String user, ResourceType type, String name, AclOperation... operations) {
    for (AclOperation operation : operations) {
      wait(admin.createAcls(List.of(binding(user, type, name, operation))).all());
    }
  }

  void forbid(ResourceType type, String name, AclOperation... operations) {
    for (AclOperation operation : operations) {
      wait(admin.deleteAcls(List.of(binding("service", type, name, operation).toFilter())).all());
    }
  }

  private static AclBinding binding(String user, ResourceType type, String name, AclOperation operation) {
    return new AclBinding(new ResourcePattern(type, name, PatternType.LITERAL),
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }

  private static void wait(org.apache.kafka.common.KafkaFuture<?> future) {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    admin.close();
    broker.close();
  }
}
