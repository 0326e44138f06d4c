package io.seatlock.embedded;

import java.util.Map;
import java.util.Properties;

/** The broker's configuration: one node that is broker and controller, on the loopback addresses. */
final class KafkaConf {

  /** Bytes; Kafka's own default takes 128 MB of heap. */
  private static final String CLEANER_BUFFER = "4194304";

  private KafkaConf() {}

  static Properties properties(ServerFolder folder, int port, Map<String, String> extra) {
    int controller = LoopbackPorts.free();
    Properties conf = new Properties();
    conf.putAll(network(port, controller));
    conf.putAll(singleNode());
    conf.putAll(shortBrokerSession());
    conf.putAll(fewThreadsAndPartitions());
    conf.put("log.dirs", folder.file("log").toString());
    conf.putAll(extra);
    return conf;
  }

  /**
   * One listener for each loopback address: Kafka tells a client to go on using the address of the listener that it
   * called.
   */
  private static Map<String, String> network(int port, int controller) {
    String clients = "PLAINTEXT://127.0.0.1:" + port
        + (LoopbackPorts.hasIpv6() ? ",PLAINTEXT6://[::1]:" + port : "");
    return Map.of(
        "node.id", "1",
        "process.roles", "broker,controller",
        "controller.quorum.voters", "1@127.0.0.1:" + controller,
        "controller.listener.names", "CONTROLLER",
        "listeners", clients + ",CONTROLLER://127.0.0.1:" + controller,
        "advertised.listeners", clients,
        "inter.broker.listener.name", "PLAINTEXT",
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,PLAINTEXT6:PLAINTEXT,CONTROLLER:PLAINTEXT");
  }

  private static Map<String, String> singleNode() {
    return Map.of(
        "offsets.topic.replication.factor", "1",
        "transaction.state.log.replication.factor", "1",
        "transaction.state.log.min.isr", "1",
        "share.coordinator.state.topic.replication.factor", "1",
        "share.coordinator.state.topic.min.isr", "1",
        "group.initial.rebalance.delay.ms", "0",
        "auto.create.topics.enable", "false");
  }

  /**
   * A broker that restarts after a kill is rejected as a duplicate until its old session expires. With Kafka's default
   * of 9 s and the growing back-off between attempts such a start would take 15 s.
   */
  private static Map<String, String> shortBrokerSession() {
    return Map.of("broker.session.timeout.ms", "2500", "broker.heartbeat.interval.ms", "500");
  }

  private static Map<String, String> fewThreadsAndPartitions() {
    return Map.of(
        "offsets.topic.num.partitions", "4",
        "transaction.state.log.num.partitions", "2",
        "share.coordinator.state.topic.num.partitions", "2",
        "num.network.threads", "2",
        "num.io.threads", "4",
        "background.threads", "2",
        "log.cleaner.dedupe.buffer.size", CLEANER_BUFFER);
  }
}
