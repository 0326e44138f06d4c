package io.seatlock.store.redis;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which Redis owes an answer and says nothing for too long; Lettuce then opens a new one.
 * Whoever vanished without a word (a machine that lost its power, something in between that forgot the
 * connection) would otherwise be missed until TCP gives up: after a quarter of an hour, or never.
 */
public final class LinkWatch extends ChannelDuplexHandler {

  /** Looks in a row at which nothing has come. */
  private static final int PATIENCE = 4;

  private final Duration interval;

  private boolean owed;

  private int silentLooks;

  private @Nullable Future<?> watch;

  /** @param interval between two looks: as long as an answer may take */
  public LinkWatch(Duration interval) {
    this.interval = interval;
  }

  /** With a delay between looks, not at a rate: after a pause of this JVM nothing can have come. */
  @Override
  public void channelActive(ChannelHandlerContext context) {
    watch = context.executor().scheduleWithFixedDelay(() -> look(context), interval.toMillis(), interval.toMillis(),
        TimeUnit.MILLISECONDS);
    context.fireChannelActive();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    owed = true;
    var _ = context.write(message, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    owed = false;
    silentLooks = 0;
    context.fireChannelRead(message);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (watch != null) {
      watch.cancel(false);
    }
    context.fireChannelInactive();
  }

  private void look(ChannelHandlerContext context) {
    silentLooks = owed ? silentLooks + 1 : 0;
    if (silentLooks > PATIENCE) {
      var _ = context.close();
    }
  }
}
