package io.seatlock.faults.servers;

import io.seatlock.embedded.KafkaSettings;
import io.seatlock.embedded.LoopbackPorts;
import io.seatlock.testkit.kafka.KafkaProcess;
import io.seatlock.testkit.net.TcpProxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A broker and, optionally, a link (proxy) to it for each instance. A client connects to the address that the broker
 * advertises. So each link leads to a listener of its own, which advertises the address of the link.
 */
public final class LinkedKafka implements AutoCloseable {

  /** Records get the timestamp of the broker, because the clock of a service may be wrong. */
  private static final Map<String, String> BROKER = Map.of("log.message.timestamp.type", "LogAppendTime");

  private final int port = LoopbackPorts.free();

  private final int controller = LoopbackPorts.free();

  private final List<Integer> listeners;

  private final List<TcpProxy> links;

  private final KafkaProcess process;

  private LinkedKafka(int number) {
    listeners = IntStream.generate(LoopbackPorts::free).distinct().limit(number).boxed().toList();
    links = listeners.stream().map(TcpProxy::new).toList();
    KafkaSettings settings = KafkaSettings.temporary();
    process = KafkaProcess.start(number == 0 ? settings.with(BROKER) : settings.withPort(port).with(linked()));
  }

  /** @param links number of links; 0: all clients connect to the broker directly */
  public static LinkedKafka start(int links) {
    return new LinkedKafka(links);
  }

  private Map<String, String> linked() {
    String direct = "PLAINTEXT" + at(port);
    Map<String, String> settings = new HashMap<>(BROKER);
    settings
        .putAll(Map.of("listeners", direct + parts(link -> at(listeners.get(link))) + ",CONTROLLER" + at(controller),
            "advertised.listeners", direct + parts(link -> at(links.get(link).port())),
            "controller.quorum.voters", "1@127.0.0.1:" + controller,
            "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT" + parts(_ -> ":PLAINTEXT")));
    return settings;
  }

  /** One list entry for each link, each preceded by a comma. */
  private String parts(IntFunction<String> part) {
    return IntStream.range(0, links.size()).mapToObj(link -> ",LINK" + link + part.apply(link))
        .collect(Collectors.joining());
  }

  private static String at(int port) {
    return "://127.0.0.1:" + port;
  }

  public KafkaProcess process() {
    return process;
  }

  /** Where an instance finds the broker. */
  public String bootstrapServers(int instance) {
    return links.isEmpty() ? process.bootstrapServers() : "127.0.0.1:" + link(instance).port();
  }

  public TcpProxy link(int instance) {
    return links.get(instance);
  }

  public void each(Consumer<TcpProxy> fault) {
    links.forEach(fault);
  }

  @Override
  public void close() {
    process.close();
    links.forEach(TcpProxy::close);
  }
}
