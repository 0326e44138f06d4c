package io.seatlock.rest;

import io.seatlock.seat.Baskets;
import io.seatlock.seat.InvalidRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a user holds in a venue, so that a page that was loaded again can go on. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class BasketController {

  private final Baskets baskets;

  BasketController(Baskets baskets) {
    this.baskets = baskets;
  }

  @GetMapping("/users/{userId}/locks")
  BasketAnswer basket(@PathVariable String userId, @RequestParam(required = false) @Nullable String venueId,
      Ownership ownership) {
    if (venueId == null) {
      throw new InvalidRequest("venueId", "is missing or empty");
    }
    ownership.checkUser(userId);
    return BasketAnswer.of(baskets.find(userId, venueId), ownership.getsLockId());
  }
}
