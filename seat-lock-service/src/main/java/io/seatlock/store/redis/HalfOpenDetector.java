package io.seatlock.store.redis;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes half-open connections: a command was sent and then no bytes were received for five time-outs. Lettuce then
 * opens a new connection. Without this, a peer that vanished without closing the connection (power failure, a firewall
 * that dropped its state) would be detected only when TCP gives up, after a quarter of an hour or never.
 */
public final class HalfOpenDetector extends ChannelDuplexHandler {

  /** Most consecutive checks without received bytes; the next one closes the connection. */
  private static final int MAX_SILENT_CHECKS = 4;

  private final Duration interval;

  private boolean awaitingReply;

  private int silentChecks;

  private @Nullable Future<?> watch;

  /** @param interval between two checks: the time-out of a command */
  public HalfOpenDetector(Duration interval) {
    this.interval = interval;
  }

  /**
   * With a fixed delay, because with a fixed rate several checks would run before the first read after a pause of this
   * JVM.
   */
  @Override
  public void channelActive(ChannelHandlerContext context) {
    watch = context.executor().scheduleWithFixedDelay(() -> check(context), interval.toMillis(), interval.toMillis(),
        TimeUnit.MILLISECONDS);
    context.fireChannelActive();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    awaitingReply = true;
    var _ = context.write(message, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    awaitingReply = false;
    silentChecks = 0;
    context.fireChannelRead(message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (watch != null) {
      watch.cancel(false);
    }
    context.fireChannelInactive();
  }

  private void check(ChannelHandlerContext context) {
    silentChecks = awaitingReply ? silentChecks + 1 : 0;
    if (silentChecks > MAX_SILENT_CHECKS) {
      var _ = context.close();
    }
  }
}
