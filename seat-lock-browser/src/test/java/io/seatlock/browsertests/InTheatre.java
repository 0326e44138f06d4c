package io.seatlock.browsertests;

import io.seatlock.plans.ExamplePlans;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each test has a theatre of its own, at a site where nobody needs a token. */
abstract class InTheatre {

  @RegisterExtension
  final Chromium chromium = new Chromium();

  final String venue = "theatre-" + UUID.randomUUID();

  final Site site = Site.open();

  @BeforeEach
  void planIsThere() {
    site.putPlan(venue, ExamplePlans.theatre());
  }
}
