package io.seatlock.limits;

import io.seatlock.security.Caller;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose call it is, by address. {@code X-Forwarded-For} is read from its end, and believed only as far as listed proxies
 * wrote it: everything before them the caller may have invented.
 */
public final class ClientAddresses {

  private static final int NETWORK_OF_IPV6 = 8;

  private final List<Network> proxies;

  public ClientAddresses(List<String> proxies) {
    this.proxies = proxies.stream().map(Network::parse).toList();
  }

  /** Whose calls are counted together: a buyer's, or those of an address; null for programs that act for many. */
  public @Nullable String client(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    if (caller == null) {
      return "address " + of(request);
    }
    return caller.role() == Caller.Role.BUYER ? "subject " + caller.subject() : null;
  }

  /** The address, or the /64 network of an IPv6 address, of which one customer has all addresses. */
  public String of(HttpServletRequest request) {
    HttpServletRequest received = asReceived(request);
    InetAddress peer = parse(received.getRemoteAddr());
    if (peer == null) {
      return received.getRemoteAddr();
    }
    InetAddress client = peer;
    List<String> hops = hops(received);
    for (int i = 0; i < hops.size() && isProxy(client); i++) {
      InetAddress before = parse(hops.get(i));
      if (before == null) {
        break;
      }
      client = before;
    }
    return text(client);
  }

  /** Below the filters that believe everybody's headers. */
  private static HttpServletRequest asReceived(HttpServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    return inner instanceof HttpServletRequest received ? received : request;
  }

  /** The last one first. */
  private static List<String> hops(HttpServletRequest request) {
    List<String> hops = new ArrayList<>();
    Collections.list(request.getHeaders("X-Forwarded-For")).forEach(header -> hops.addAll(List.of(header.split(","))));
    Collections.reverse(hops);
    return hops;
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(network -> network.contains(address));
  }

  private static @Nullable InetAddress parse(String address) {
    try {
      return InetAddress.ofLiteral(address.strip());
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }

  private static String text(InetAddress address) {
    return address instanceof Inet6Address ipv6
        ? HexFormat.of().formatHex(ipv6.getAddress(), 0, NETWORK_OF_IPV6)
        : address.getHostAddress();
  }
}
