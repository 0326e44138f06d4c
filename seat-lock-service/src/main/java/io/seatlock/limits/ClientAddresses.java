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
 * Determines the client address of a call. {@code X-Forwarded-For} is read from its end and trusted only as far as
 * listed proxies wrote it, since the caller may have forged everything before.
 */
public final class ClientAddresses {

  private static final int NETWORK_OF_IPV6 = 8;

  private final List<Network> proxies;

  public ClientAddresses(List<String> proxies) {
    this.proxies = proxies.stream().map(Network::parse).toList();
  }

  /**
   * The key under which the caller's calls are counted: the subject of a buyer, or the address of an unauthenticated
   * caller; null for other callers, which are not limited.
   */
  public @Nullable String client(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    if (caller == null) {
      return "address " + of(request);
    }
    return caller.role() == Caller.Role.BUYER ? "subject " + caller.subject() : null;
  }

  /**
   * The client's IPv4 address, or the /64 network of its IPv6 address, since one customer usually has a whole /64
   * network.
   */
  public String of(HttpServletRequest request) {
    HttpServletRequest received = unwrapped(request);
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

  /** The request without its wrappers: filters for forwarded headers trust headers of any sender. */
  private static HttpServletRequest unwrapped(HttpServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    return inner instanceof HttpServletRequest received ? received : request;
  }

  /** The addresses in {@code X-Forwarded-For}, the last one first. */
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
