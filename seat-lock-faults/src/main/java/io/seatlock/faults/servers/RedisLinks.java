package io.seatlock.faults.servers;

import io.seatlock.testkit.net.TcpProxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The links from the services to their Redis, one for each instance in the order of their start. */
public final class RedisLinks implements AutoCloseable {

  private final List<TcpProxy> proxies = new CopyOnWriteArrayList<>();

  TcpProxy open(int target) {
    TcpProxy proxy = new TcpProxy(target);
    proxies.add(proxy);
    return proxy;
  }

  /** The link of one instance. */
  public TcpProxy of(int instance) {
    return proxies.get(instance);
  }

  public void each(Consumer<TcpProxy> fault) {
    proxies.forEach(fault);
  }

  /** The instance to whose connection this line of {@code CLIENT LIST} belongs; -1 if it belongs to none. */
  public int indexOf(String client) {
    int port = Integer.parseInt(client.replaceFirst(".* addr=127\\.0\\.0\\.1:(\\d+) .*", "$1"));
    return IntStream.range(0, proxies.size()).filter(i -> of(i).connectsFrom(port)).findFirst().orElse(-1);
  }

  /** @param instance number of an instance; any other number means all */
  public void each(int instance, Consumer<TcpProxy> fault) {
    if (instance >= 0 && instance < proxies.size()) {
      fault.accept(of(instance));
    } else {
      each(fault);
    }
  }

  @Override
  public void close() {
    proxies.forEach(TcpProxy::close);
  }
}
