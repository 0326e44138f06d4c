package io.seatlock.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopbackPortsTests {

  /** By chance alone, two of so many would be the same all but once in thousands of runs. */
  @Test
  void noPortIsHandedOutTwice() {
    assertThat(IntStream.range(0, 600).map(_ -> LoopbackPorts.free()).boxed()).doesNotHaveDuplicates();
  }

  @Test
  void portIsTakenIfItIsTakenOnAnyLoopbackAddress() throws IOException {
    List<InetAddress> addresses = LoopbackPorts.hasIpv6()
        ? List.of(LoopbackPorts.loopback(), LoopbackPorts.loopback6())
        : List.of(LoopbackPorts.loopback());
    for (InetAddress address : addresses) {
      int port = LoopbackPorts.free();
      assertThat(LoopbackPorts.isFree(port)).isTrue();
      try (ServerSocket taken = new ServerSocket(port, 1, address)) {
        assertThat(LoopbackPorts.isFree(taken.getLocalPort())).as("%s", address).isFalse();
      }
    }
  }
}
