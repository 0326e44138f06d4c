package io.seatlock.plan;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Limits for plans ({@code seat-lock.plans.*}).
 *
 * @param maxSize the largest size of a plan's document, 1 KB to 256 MB; default 24 MB, enough for
 *     {@value SeatingPlan#MAX_SEATS} seats in the format of the plan editor. A document is in memory while it is read
 */
public record PlanLimits(@DefaultValue("24MB") DataSize maxSize) {

  private static final DataSize LARGEST = DataSize.ofMegabytes(256);

  public PlanLimits {
    Assert.isTrue(maxSize.compareTo(DataSize.ofKilobytes(1)) >= 0 && maxSize.compareTo(LARGEST) <= 0,
        "seat-lock.plans.max-size must be from 1KB to 256MB; write e.g. 24MB");
  }
}
