package io.seatlock.standalone.crowd;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Starts and stops the crowd. Only for calls from this machine, and in token mode only for operators. Calls from
 * elsewhere get 404, so that their page shows no button for it.
 */
@RestController
@RequestMapping(path = "/demo/crowd", produces = MediaType.APPLICATION_JSON_VALUE)
class CrowdController {

  private final Crowd crowd;

  CrowdController(Crowd crowd) {
    this.crowd = crowd;
  }

  /** @param rate buyers a second, 1 to 2,000 */
  record StartRequest(@Nullable String venueId, @Nullable Integer rate) {}

  @PostMapping
  ResponseEntity<Crowd.State> start(@RequestBody StartRequest request, HttpServletRequest call) {
    return ifLocal(call, () -> crowd.start(request.venueId(), request.rate()));
  }

  @DeleteMapping
  ResponseEntity<Crowd.State> stop(HttpServletRequest call) {
    return ifLocal(call, crowd::stop);
  }

  @GetMapping
  ResponseEntity<Crowd.State> state(HttpServletRequest call) {
    return ifLocal(call, crowd::state);
  }

  private static ResponseEntity<Crowd.State> ifLocal(HttpServletRequest call, Supplier<Crowd.State> action) {
    return isLoopback(call.getRemoteAddr()) ? ResponseEntity.ok(action.get()) : ResponseEntity.notFound().build();
  }

  /** The address is numeric, so this causes no DNS query. */
  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }
}
