package io.seatlock.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One open stream. It stores the number of the last frame that it got. Any thread that finds the response ready writes
 * to it, and none blocks on a slow client. A stream has no thread of its own.
 */
final class SeatStream implements WriteListener, AsyncListener {

  private static final Duration COMMENT_INTERVAL = Duration.ofSeconds(15);

  /**
   * The time between the two parts of a comment. The first write to a connection that the client has closed still
   * succeeds. The client's TCP reset makes the next one fail. So a comment is written in two parts.
   */
  private static final Duration COMMENT_PART_INTERVAL = Duration.ofSeconds(1);

  private final AsyncContext call;

  private final ServletOutputStream out;

  private final NonBlockingWriter writer;

  private final Encoding encoding;

  private final Source source;

  private final Duration patience;

  private final Runnable atEnd;

  private boolean ended;

  /** Whether the last event, the deletion of the plan, was queued. */
  private boolean isEndQueued;

  /** The number of the last queued frame; 0: the stream needs a snapshot. */
  private long last;

  /** The last stale event: the frame before it, and its time. Null if none was queued since the data was up to date. */
  private @Nullable StaleEvent lastStale;

  /** Since when the client is behind, by {@link System#nanoTime()}; 0: it is not behind. */
  private long behindSince;

  /** Whether a comment was begun whose second part is not queued yet. */
  private boolean inComment;

  /**
   * @param call the asynchronous request; its time-out ends the stream
   * @param out the output of its response
   * @param last the number of the frame after which the stream continues; 0 for a snapshot
   * @param greeting the first event
   * @param atEnd called once, when the stream has ended in any way
   */
  SeatStream(AsyncContext call, ServletOutputStream out, Encoding encoding, long last, byte[] greeting, Source source,
      Duration patience, Runnable atEnd) {
    this.call = call;
    this.out = out;
    this.encoding = encoding;
    this.last = last;
    this.source = source;
    this.patience = patience;
    this.atEnd = atEnd;
    writer = new NonBlockingWriter(out);
    writer.add(greeting);
  }

  private record StaleEvent(long frame, Instant since) {}

  /** The venue of the stream, as far as the stream uses it. */
  interface Source {

    Broadcast now();

    Instant redisTime();

    /** Called by a stream that needs a snapshot when there is none. */
    void needsSnapshot(SeatStream stream);

    void ended(SeatStream stream);
  }

  Encoding encoding() {
    return encoding;
  }

  /** Starts asynchronous writing: from then on Tomcat calls {@link #onWritePossible}. Ends the stream if this fails. */
  synchronized void start() {
    if (ended) {
      return;
    }
    try {
      call.addListener(this);
      out.setWriteListener(this);
    } catch (RuntimeException failed) {
      end();
      throw failed;
    }
  }

  /** Writes the events that the client does not have yet, as far as the client reads them. */
  synchronized Delivery deliver(Broadcast now) {
    if (ended) {
      return Delivery.ENDED;
    }
    boolean waits = false;
    try {
      while (writer.isReady() && !waits) {
        writer.write();
        waits = writer.isReady() && !queueNext(now);
      }
    } catch (IOException gone) {
      // Tomcat calls onError.
      return Delivery.DONE;
    }
    if (waits && isEndQueued) {
      end();
      return Delivery.ENDED;
    }
    if (isTooSlow(waits)) {
      return Delivery.TOO_SLOW;
    }
    return waits && last != now.number() ? Delivery.NEEDS_SNAPSHOT : Delivery.DONE;
  }

  /** @param tookAll whether the client has read everything that was queued */
  private boolean isTooSlow(boolean tookAll) {
    if (tookAll) {
      behindSince = 0;
      return false;
    }
    long time = System.nanoTime();
    if (behindSince == 0) {
      behindSince = time;
    }
    return time - behindSince > patience.toNanos();
  }

  /** Queues the next events. Returns false if there are none. */
  private boolean queueNext(Broadcast now) {
    if (now.over()) {
      return queueEnd();
    }
    List<Frame> frames = now.after(last);
    if (frames == null) {
      Snapshot snapshot = now.snapshot(encoding);
      if (snapshot != null) {
        writer.add(snapshot.head(source.redisTime()));
        writer.add(snapshot.tail());
        last = snapshot.number();
        return true;
      }
    } else if (!frames.isEmpty()) {
      frames.forEach(frame -> writer.add(frame.bytes(encoding)));
      last = now.number();
      return true;
    }
    return queueStaleOrComment(now);
  }

  private boolean queueEnd() {
    if (!isEndQueued) {
      isEndQueued = true;
      writer.add(EventEncoder.planGone());
      return true;
    }
    return false;
  }

  private boolean queueStaleOrComment(Broadcast now) {
    StaleEvent note = now.staleSince() == null ? null : new StaleEvent(last, now.staleSince());
    if (!Objects.equals(note, lastStale)) {
      lastStale = note;
      if (note != null) {
        writer.add(EventEncoder.stale(note.since()));
        return true;
      }
    }
    Duration quiet = inComment ? COMMENT_PART_INTERVAL : COMMENT_INTERVAL;
    if (System.nanoTime() - writer.lastWrite() > quiet.toNanos()) {
      writer.add(inComment ? EventEncoder.EMPTY_LINE : EventEncoder.COMMENT);
      inComment = !inComment;
      return true;
    }
    return false;
  }

  /** Reads the present broadcast while no other thread delivers, so that it is not older than the last one. */
  private synchronized Delivery deliverPresent() {
    writer.ready();
    return deliver(source.now());
  }

  @Override
  public void onWritePossible() {
    if (deliverPresent() == Delivery.NEEDS_SNAPSHOT) {
      source.needsSnapshot(this);
    }
  }

  /** Ends the stream. The browser then opens a new one. */
  synchronized void end() {
    if (!ended) {
      ended = true;
      writer.close();
      source.ended(this);
      atEnd.run();
      try {
        call.complete();
      } catch (IllegalStateException over) {
        // Tomcat has completed the request already.
      }
    }
  }

  @Override
  public void onError(Throwable broken) {
    end();
  }

  @Override
  public void onError(AsyncEvent broken) {
    end();
  }

  @Override
  public void onTimeout(AsyncEvent timedOut) {
    end();
  }

  @Override
  public void onComplete(AsyncEvent over) {
    end();
  }

  @Override
  public void onStartAsync(AsyncEvent again) {}
}
