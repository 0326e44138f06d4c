package io.seatlock;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Lets tests say when a name under {@code .invalid} becomes known; no question about such a name leaves the machine. */
public final class TestNames extends InetAddressResolverProvider {

  private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

  /** From now on it is this machine. The JVM itself remembers for ten seconds that it was unknown. */
  static void makeKnown(String name) {
    KNOWN.add(name);
  }

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver usual = configuration.builtinResolver();
    return new InetAddressResolver() {

      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
        if (KNOWN.contains(host)) {
          return Stream.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
        }
        if (host.endsWith(".invalid")) {
          throw new UnknownHostException(host);
        }
        return usual.lookupByName(host, policy);
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return usual.lookupByAddress(address);
      }
    };
  }

  @Override
  public String name() {
    return "names of tests";
  }
}
