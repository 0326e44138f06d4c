package io.seatlock.store.health;

import io.seatlock.store.redis.ServerInfo;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Shows the problems of the store and the setup warnings. The status is DOWN if no partition can serve or Redis has not
 * been reached yet, and DEGRADED if some partitions can't serve. Warnings do not affect the status, because they
 * concern risks, not the present state.
 */
public final class StoreHealth implements HealthIndicator {

  /** Some partitions can't serve, so some venues can't be used. */
  private static final Status DEGRADED = new Status("DEGRADED", "Some partitions can't be served");

  private final SetupCheck setupCheck;

  private final StoreStatus status;

  private final SetupWarnings warnings;

  public StoreHealth(SetupCheck setupCheck, StoreStatus status, SetupWarnings warnings) {
    this.setupCheck = setupCheck;
    this.status = status;
    this.warnings = warnings;
  }

  @Override
  public Health health() {
    SetupCheck.Report report = setupCheck.latest();
    Health.Builder health = Health.status(status(report)).withDetail("reasons", reasons(report))
        .withDetail("warnings", warnings.all());
    return report == null
        ? health.build()
        : health.withDetail("primaries", report.servers().size())
            .withDetail("version", each(report, ServerInfo::version))
            .withDetail("maxmemoryPolicy", each(report, ServerInfo::maxmemoryPolicy))
            .withDetail("appendonly", each(report, ServerInfo::appendonly))
            .build();
  }

  /** The status; DOWN until Redis was reached for the first time. */
  private Status status(SetupCheck.@Nullable Report report) {
    return switch (status.serving()) {
      case NONE -> Status.DOWN;
      case SOME -> DEGRADED;
      case ALL -> report == null ? Status.DOWN : Status.UP;
    };
  }

  private List<String> reasons(SetupCheck.@Nullable Report report) {
    List<String> reasons = status.reasons();
    return reasons.isEmpty() && report == null ? List.of("Redis has not been reached yet.") : reasons;
  }

  /** The value of one setting for all primaries; several values, separated by commas, if the primaries differ. */
  private static String each(SetupCheck.Report report, Function<ServerInfo, String> part) {
    return report.servers().stream().map(part).distinct().sorted().collect(Collectors.joining(", "));
  }
}
