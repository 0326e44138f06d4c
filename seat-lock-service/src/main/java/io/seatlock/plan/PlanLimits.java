package io.seatlock.plan;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * What a plan may need ({@code seat-lock.plans.*}).
 *
 * @param maxSize of the document; default 24 MB, so that {@value SeatingPlan#MOST_SEATS} seats fit as the editor writes
 *     them. A document is held in memory while it is read
 */
public record PlanLimits(@DefaultValue("24MB") DataSize maxSize) {

  private static final DataSize LARGEST = DataSize.ofMegabytes(256);

  public PlanLimits {
    Assert.isTrue(maxSize.compareTo(DataSize.ofKilobytes(1)) >= 0 && maxSize.compareTo(LARGEST) <= 0,
        "seat-lock.plans.max-size must be from 1KB to 256MB; write e.g. 24MB");
  }
}
