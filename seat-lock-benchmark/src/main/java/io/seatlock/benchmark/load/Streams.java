package io.seatlock.benchmark.load;

import io.seatlock.testkit.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Many open streams of one venue, packed, read by one thread. A hundred of them, spread over all, note when each seat was
 * shown for the first time; the others are only read.
 */
public final class Streams implements AutoCloseable {

  private static final int NOTING = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A connection that finds the queue of new ones full is tried again by TCP after 1, 3, 7 and 15 s. */
  private static final int LONGEST_CONNECT_MS = 20_000;

  private static final int LONGEST_ANSWER_MS = 5000;

  private static final Pattern CHANGES = Pattern.compile("\"changes\":\"([^\"]*)\"");

  private static final Pattern OPEN = Pattern.compile("(?m)^seat_lock_live_streams (\\d+)");

  private final Selector selector = Selector.open();

  private final List<SocketChannel> channels = new ArrayList<>();

  private final List<long[]> shown = new ArrayList<>();

  private final AtomicInteger begun = new AtomicInteger();

  private final AtomicInteger ended = new AtomicInteger();

  private final AtomicLong bytes = new AtomicLong();

  private final Thread thread = new Thread(this::readAll, "streams");

  private volatile boolean closed;

  /** The last answer that was no stream. */
  private volatile @Nullable String refusal;

  /** @param seats of the plan */
  public Streams(int port, String venue, int count, int seats) throws IOException {
    byte[] request = Chunks
        .ascii("GET /venues/" + venue + "/seats/stream?encoding=packed HTTP/1.1\r\nHost: localhost\r\n\r\n");
    for (int i = 0; i < count; i++) {
      SocketChannel channel = connect(port, i);
      channel.write(ByteBuffer.wrap(request));
      channel.configureBlocking(false);
      boolean notes = i % Math.max(1, count / NOTING) == 0;
      channel.register(selector, SelectionKey.OP_READ, notes ? noting(seats) : new Chunks(this::begins));
      channels.add(channel);
    }
    thread.start();
    Await.must("all streams have sent a snapshot", PATIENCE, () -> hasBegun() == count);
    // From now on these need not be understood.
    selector.keys().stream().filter(key -> !(key.attachment() instanceof Noting)).forEach(key -> key.attach(null));
  }

  private static SocketChannel connect(int port, int before) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LONGEST_CONNECT_MS);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw new IOException("the service takes no more connections; streams that are open: " + before, e);
    }
  }

  private int hasBegun() {
    if (refusal != null || ended.get() > 0) {
      throw new IllegalStateException("streams that have ended before all had begun: " + ended.get() + "; refused: "
          + refusal);
    }
    return begun.get();
  }

  /** A stream that is understood all the time. */
  private record Noting(Chunks chunks) {}

  private Noting noting(int seats) {
    long[] times = new long[seats];
    shown.add(times);
    return new Noting(new Chunks(line -> {
      begins(line);
      if (line.startsWith("data: {\"from\":")) {
        Matcher changes = CHANGES.matcher(line);
        if (changes.find()) {
          note(Base64.getDecoder().decode(changes.group(1)), times, System.nanoTime());
        }
      }
    }));
  }

  private void begins(String line) {
    if (line.equals("event: snapshot")) {
      begun.incrementAndGet();
    } else if (line.startsWith("HTTP/1.1 ") && !line.startsWith("HTTP/1.1 200")) {
      refusal = line;
    }
  }

  private static void note(byte[] packed, long[] times, long now) {
    int next = 0;
    int number = 0;
    int shift = 0;
    for (byte part : packed) {
      number |= (part & 0x7f) << shift;
      shift += 7;
      if (part >= 0) {
        next += number >> 2;
        times[next] = times[next] == 0 ? now : times[next];
        next++;
        number = 0;
        shift = 0;
      }
    }
  }

  private void readAll() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
    try {
      while (!closed) {
        selector.select(key -> read(key, buffer));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(SelectionKey key, ByteBuffer buffer) {
    try {
      buffer.clear();
      int read = ((SocketChannel) key.channel()).read(buffer);
      if (read < 0) {
        key.cancel();
        ended.incrementAndGet();
        return;
      }
      bytes.addAndGet(read);
      buffer.flip();
      switch (key.attachment()) {
        case Noting noting -> noting.chunks().read(buffer);
        case Chunks chunks -> chunks.read(buffer);
        case null, default -> {
          // Only counted.
        }
      }
    } catch (IOException broken) {
      key.cancel();
      ended.incrementAndGet();
    }
  }

  /** For each noting stream when each seat was shown first, {@link System#nanoTime()}; 0: not yet. */
  public List<long[]> shown() {
    return shown;
  }

  /** Streams that the service has ended. */
  public int ended() {
    return ended.get();
  }

  public long bytes() {
    return bytes.get();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }

  /** How many streams the service counts as open; -1 if it does not say. */
  public static int open(int port) {
    try {
      URLConnection call = URI.create("http://127.0.0.1:" + port + "/actuator/prometheus").toURL().openConnection();
      call.setConnectTimeout(LONGEST_ANSWER_MS);
      call.setReadTimeout(LONGEST_ANSWER_MS);
      try (InputStream metrics = call.getInputStream()) {
        Matcher open = OPEN.matcher(new String(metrics.readAllBytes(), StandardCharsets.UTF_8));
        return open.find() ? Integer.parseInt(open.group(1)) : -1;
      }
    } catch (IOException noAnswer) {
      return -1;
    }
  }

  /** A plan whose seats are those of {@link Requests}, from 1 on, as a request. */
  public static byte[] plan(String venue, int seats) {
    StringBuilder rows = new StringBuilder();
    String row = "";
    for (int seat = 1; seat <= seats; seat++) {
      if (!Requests.row(seat).equals(row)) {
        rows.append(row.isEmpty() ? "" : "]},");
        row = Requests.row(seat);
        rows.append("{\"row_number\":\"").append(row).append("\",\"seats\":[");
      } else {
        rows.append(',');
      }
      rows.append("{\"seat_guid\":\"").append(seat).append("\",\"seat_number\":\"").append(seat)
          .append("\",\"category\":\"a\",\"position\":{\"x\":").append(seat % 1000).append(",\"y\":")
          .append(seat / 1000).append("}}");
    }
    byte[] body = ("{\"name\":\"Hall\",\"size\":{\"width\":1000,\"height\":1000},\"categories\":[{\"name\":\"a\","
        + "\"color\":\"#336699\"}],\"zones\":[{\"name\":\"a\",\"zone_id\":\"a\",\"position\":{\"x\":0,\"y\":0},\"rows\":["
        + rows + "]}]}]}").getBytes(StandardCharsets.US_ASCII);
    byte[] head = Chunks.ascii("PUT /venues/" + venue + "/plan HTTP/1.1\r\nHost: localhost\r\n"
        + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n");
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
  }
}
