package io.seatlock.store.redis;

import io.netty.channel.Channel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All open connections to Redis: the shared one, the relay's, the listener's, those to each server of a Cluster. */
public final class OpenConnections {

  private final Set<Channel> open = ConcurrentHashMap.newKeySet();

  /**
   * Adds a channel until it is closed.
   *
   * @param channel that is about to be opened
   */
  public void add(Channel channel) {
    open.add(channel);
    var _ = channel.closeFuture().addListener(_ -> open.remove(channel));
  }

  /** Closes all connections. Lettuce reopens each of them and resolves its address again. */
  void closeAll() {
    open.forEach(channel -> {
      var _ = channel.close();
    });
  }
}
