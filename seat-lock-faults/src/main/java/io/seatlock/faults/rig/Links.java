package io.seatlock.faults.rig;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The links from the services to their Redis, one for each instance in the order of their start. */
public final class Links implements AutoCloseable {

  private final List<Proxy> proxies = new CopyOnWriteArrayList<>();

  Proxy open(int target) {
    Proxy proxy = new Proxy(target);
    proxies.add(proxy);
    return proxy;
  }

  public boolean isEmpty() {
    return proxies.isEmpty();
  }

  /** The link of one instance. */
  public Proxy of(int instance) {
    return proxies.get(instance);
  }

  public void each(Consumer<Proxy> fault) {
    proxies.forEach(fault);
  }

  /** @param instance one of them; any other number means all */
  public void each(int instance, Consumer<Proxy> fault) {
    if (instance >= 0 && instance < proxies.size()) {
      fault.accept(of(instance));
    } else {
      each(fault);
    }
  }

  @Override
  public void close() {
    proxies.forEach(Proxy::close);
  }
}
