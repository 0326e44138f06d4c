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
 * Starts and stops the crowd, from this machine only; in token mode for operators only. To all others it does not exist,
 * and so the page shows no button for it.
 */
@RestController
@RequestMapping(path = "/demo/crowd", produces = MediaType.APPLICATION_JSON_VALUE)
class CrowdController {

  private final Crowd crowd;

  CrowdController(Crowd crowd) {
    this.crowd = crowd;
  }

  /** @param rate buyers a second, 1 to 2,000 */
  record Wish(@Nullable String venueId, @Nullable Integer rate) {}

  @PostMapping
  ResponseEntity<Crowd.State> start(@RequestBody Wish wish, HttpServletRequest call) {
    return here(call, () -> crowd.start(wish.venueId(), wish.rate()));
  }

  @DeleteMapping
  ResponseEntity<Crowd.State> stop(HttpServletRequest call) {
    return here(call, crowd::stop);
  }

  @GetMapping
  ResponseEntity<Crowd.State> state(HttpServletRequest call) {
    return here(call, crowd::state);
  }

  private static ResponseEntity<Crowd.State> here(HttpServletRequest call, Supplier<Crowd.State> act) {
    return isLoopback(call.getRemoteAddr()) ? ResponseEntity.ok(act.get()) : ResponseEntity.notFound().build();
  }

  /** An address that is written in digits is not looked up. */
  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException noAddress) {
      return false;
    }
  }
}
