package io.seatlock.rest;

import io.seatlock.seat.Baskets;
import io.seatlock.seat.IdRules;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists the seats that a user holds in a venue, so that a page can restore its basket after a reload. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class BasketController {

  private final Baskets baskets;

  BasketController(Baskets baskets) {
    this.baskets = baskets;
  }

  @GetMapping("/users/{userId}/locks")
  BasketAnswer ofUser(@PathVariable String userId, @RequestParam(required = false) @Nullable String venueId,
      Ownership ownership) {
    return basket(userId, venueId, ownership);
  }

  /** For every user. The server refuses some characters of a userId in a path, such as an encoded slash. */
  @GetMapping("/users/locks")
  BasketAnswer ofUserInQuery(@RequestParam(required = false) @Nullable String userId,
      @RequestParam(required = false) @Nullable String venueId, Ownership ownership) {
    return basket(ownership.user(userId), venueId, ownership);
  }

  private BasketAnswer basket(@Nullable String userId, @Nullable String venueId, Ownership ownership) {
    String user = IdRules.text("userId", userId);
    String venue = IdRules.id("venueId", venueId);
    ownership.checkUser(venue, user);
    return BasketAnswer.of(baskets.find(user, venue), ownership.getsLockId());
  }
}
