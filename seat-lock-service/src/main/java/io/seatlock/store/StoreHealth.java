package io.seatlock.store;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows what the lookout saw. Always UP, also with warnings: they are about what may happen, not about now. That
 * Redis is away, {@code redis} tells.
 */
final class StoreHealth implements HealthIndicator {

  private final Lookout lookout;

  StoreHealth(Lookout lookout) {
    this.lookout = lookout;
  }

  @Override
  public Health health() {
    Lookout.Report report = lookout.latest();
    if (report == null) {
      return Health.unknown().withDetail("warnings", List.of("Redis has not been there yet.")).build();
    }
    return Health.up()
        .withDetail("primaries", report.servers().size())
        .withDetail("version", each(report, ServerInfo::version))
        .withDetail("maxmemoryPolicy", each(report, ServerInfo::maxmemoryPolicy))
        .withDetail("appendonly", each(report, ServerInfo::appendonly))
        .withDetail("warnings", report.warnings())
        .build();
  }

  /** Mostly one word; several if the primaries differ. */
  private static String each(Lookout.Report report, Function<ServerInfo, String> part) {
    return report.servers().stream().map(part).distinct().sorted().collect(Collectors.joining(", "));
  }
}
