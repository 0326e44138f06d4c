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
 * Many open packed streams of one venue, read by one thread. About a hundred of them, evenly distributed, are parsed
 * and record when each seat was first shown; the others are only read.
 */
public final class Streams implements AutoCloseable {

  private static final int RECORDING_STREAMS = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** If the server's accept queue is full, TCP repeats the attempt to connect after 1, 3, 7 and 15 s. */
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

  /** Status line of the last response that was an error. */
  private volatile @Nullable String refusal;

  /** @param seats of the plan */
  public Streams(int port, String venue, int count, int seats) throws IOException {
    byte[] request = ChunkedLines
        .ascii("GET /venues/" + venue + "/seats/stream?encoding=packed HTTP/1.1\r\nHost: localhost\r\n\r\n");
    for (int i = 0; i < count; i++) {
      SocketChannel channel = connect(port, i);
      channel.write(ByteBuffer.wrap(request));
      channel.configureBlocking(false);
      boolean records = i % Math.max(1, count / RECORDING_STREAMS) == 0;
      channel.register(selector, SelectionKey.OP_READ,
          records ? recordingStream(seats) : new ChunkedLines(this::readHead));
      channels.add(channel);
    }
    thread.start();
    Await.must("all streams have sent a snapshot", PATIENCE, () -> hasBegun() == count);
    // From now on these streams are not parsed any more.
    selector.keys().stream().filter(key -> !(key.attachment() instanceof RecordingStream))
        .forEach(key -> key.attach(null));
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

  /** A stream that is parsed until its end. */
  private record RecordingStream(ChunkedLines chunks) {}

  private RecordingStream recordingStream(int seats) {
    long[] times = new long[seats];
    shown.add(times);
    return new RecordingStream(new ChunkedLines(line -> {
      readHead(line);
      if (line.startsWith("data: {\"from\":")) {
        Matcher changes = CHANGES.matcher(line);
        if (changes.find()) {
          recordTimes(Base64.getDecoder().decode(changes.group(1)), times, System.nanoTime());
        }
      }
    }));
  }

  private void readHead(String line) {
    if (line.equals("event: snapshot")) {
      begun.incrementAndGet();
    } else if (line.startsWith("HTTP/1.1 ") && !line.startsWith("HTTP/1.1 200")) {
      refusal = line;
    }
  }

  private static void recordTimes(byte[] packed, long[] times, long now) {
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
        case RecordingStream recordingStream -> recordingStream.chunks().read(buffer);
        case ChunkedLines chunks -> chunks.read(buffer);
        case null, default -> {
          // Not parsed: only its bytes are counted.
        }
      }
    } catch (IOException broken) {
      key.cancel();
      ended.incrementAndGet();
    }
  }

  /** When each seat was first shown, by {@link System#nanoTime()}, for each parsed stream; 0: not yet. */
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

  /** The number of open streams according to the service's metrics; -1 if they can't be read. */
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

  /** A request that stores a plan with the seats 1 to {@code seats} of {@link Requests}. */
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
    byte[] head = ChunkedLines.ascii("PUT /venues/" + venue + "/plan HTTP/1.1\r\nHost: localhost\r\n"
        + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n");
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).array();
  }
}
