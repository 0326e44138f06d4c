package io.seatlock.browsertests;

import io.seatlock.plans.ExamplePlans;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Base of tests with a theatre of their own each, in open mode. */
abstract class InTheatre {

  @RegisterExtension
  final Chromium chromium = new Chromium();

  final String venue = "theatre-" + UUID.randomUUID();

  final Site site = Site.open();

  @BeforeEach
  void putPlan() {
    site.putPlan(venue, ExamplePlans.theatre());
  }
}
