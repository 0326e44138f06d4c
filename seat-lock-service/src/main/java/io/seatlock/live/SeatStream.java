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
 * One open stream. It remembers the last frame that it got and is written to whenever it is ready, by whichever thread
 * notices; nobody ever waits for its reader. No thread is bound to it.
 */
final class SeatStream implements WriteListener, AsyncListener {

  private static final Duration QUIET = Duration.ofSeconds(15);

  /**
   * From a comment to the empty line behind it. The first write to a connection that its client has closed succeeds; only
   * the next one, behind the client's answer to it, fails. So a comment is written in two parts.
   */
  private static final Duration WITHIN_COMMENT = Duration.ofSeconds(1);

  private final AsyncContext call;

  private final ServletOutputStream out;

  private final Outlet outlet;

  private final Encoding encoding;

  private final Source source;

  private final Duration patience;

  private final Runnable atEnd;

  private boolean ended;

  /** Whether it was sent that the venue has no plan any longer. */
  private boolean saidOver;

  /** Number of the last frame; 0: it needs a snapshot. */
  private long last;

  /** When it was sent that the picture is stale: the frame after which, and since when. */
  private @Nullable StaleNote staleNote;

  /** {@link System#nanoTime()}; 0: it is up to date. */
  private long behindSince;

  /** Whether the last that was written is the first part of a comment. */
  private boolean inComment;

  /**
   * @param call asynchronous, without a time-out
   * @param out of its response
   * @param last number of the frame from which it continues, 0 for a snapshot
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
    outlet = new Outlet(out);
    outlet.add(greeting);
  }

  private record StaleNote(long frame, Instant since) {}

  /** Where a stream's events come from. */
  interface Source {

    /** What there is to send now. */
    Broadcast now();

    Instant redisTime();

    /** The stream can't go on without a snapshot, and there is none. */
    void needsSnapshot(SeatStream stream);

    void ended(SeatStream stream);
  }

  Encoding encoding() {
    return encoding;
  }

  /** From then on the server calls when the stream can be written to. Ends the stream if that fails. */
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

  /** Sends what it lacks, as far as its reader takes it. */
  synchronized Delivery deliver(Broadcast now) {
    if (ended) {
      return Delivery.ENDED;
    }
    boolean waits = false;
    try {
      while (outlet.isReady() && !waits) {
        outlet.write();
        waits = outlet.isReady() && !take(now);
      }
    } catch (IOException gone) {
      // The server calls onError.
      return Delivery.DONE;
    }
    if (waits && saidOver) {
      end();
      return Delivery.ENDED;
    }
    if (isTooSlow(waits)) {
      return Delivery.TOO_SLOW;
    }
    return waits && last != now.number() ? Delivery.NEEDS_SNAPSHOT : Delivery.DONE;
  }

  /** @param tookAll whether it waits for us, not we for its reader */
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

  /** Puts the next events into the queue; false if there are none. */
  private boolean take(Broadcast now) {
    if (now.over()) {
      return takeLast();
    }
    List<Frame> frames = now.after(last);
    if (frames == null) {
      Snapshot snapshot = now.snapshot(encoding);
      if (snapshot != null) {
        outlet.add(snapshot.head(source.redisTime()));
        outlet.add(snapshot.tail());
        last = snapshot.number();
        return true;
      }
    } else if (!frames.isEmpty()) {
      frames.forEach(frame -> outlet.add(frame.bytes(encoding)));
      last = now.number();
      return true;
    }
    return takeNote(now);
  }

  private boolean takeLast() {
    if (!saidOver) {
      saidOver = true;
      outlet.add(Events.planGone());
      return true;
    }
    return false;
  }

  private boolean takeNote(Broadcast now) {
    StaleNote note = now.staleSince() == null ? null : new StaleNote(last, now.staleSince());
    if (!Objects.equals(note, staleNote)) {
      staleNote = note;
      if (note != null) {
        outlet.add(Events.stale(note.since()));
        return true;
      }
    }
    Duration quiet = inComment ? WITHIN_COMMENT : QUIET;
    if (System.nanoTime() - outlet.lastWrite() > quiet.toNanos()) {
      outlet.add(inComment ? Events.EMPTY_LINE : Events.COMMENT);
      inComment = !inComment;
      return true;
    }
    return false;
  }

  @Override
  public void onWritePossible() {
    synchronized (this) {
      outlet.ready();
    }
    if (deliver(source.now()) == Delivery.NEEDS_SNAPSHOT) {
      source.needsSnapshot(this);
    }
  }

  /** Ends the stream; a client opens another one. */
  synchronized void end() {
    if (!ended) {
      ended = true;
      outlet.close();
      source.ended(this);
      atEnd.run();
      try {
        call.complete();
      } catch (IllegalStateException over) {
        // The server has ended it already.
      }
    }
  }

  /** The connection broke. */
  @Override
  public void onError(Throwable broken) {
    end();
  }

  @Override
  public void onError(AsyncEvent broken) {
    end();
  }

  @Override
  public void onTimeout(AsyncEvent never) {
    end();
  }

  @Override
  public void onComplete(AsyncEvent over) {
    end();
  }

  @Override
  public void onStartAsync(AsyncEvent again) {}
}
