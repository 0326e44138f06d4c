package io.seatlock.embedded;

/**
 * The port a server should listen on.
 *
 * @param wanted 0: any free one
 * @param orAnyFree whether a taken port is replaced by any free one instead of being an error
 */
record Port(int wanted, boolean orAnyFree) {

  static final Port ANY = new Port(0, true);

  Port {
    if (wanted < 0 || wanted > 65_535) {
      throw new IllegalArgumentException("a port is a number from 0 to 65535, not " + wanted);
    }
  }

  int choose() {
    if (wanted != 0 && LoopbackPorts.isFree(wanted)) {
      return wanted;
    }
    if (!orAnyFree) {
      throw new IllegalStateException("port " + wanted + " of localhost is taken by another program");
    }
    return LoopbackPorts.free();
  }
}
