package io.seatlock.limits;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How many calls a caller may make to one instance ({@code seat-lock.rates.*}).
 *
 * @param enabled whether calls are limited; default false, true in token mode
 * @param perSubject calls per second of one authenticated caller; default 20. Not applied to booking services and
 *     operators, which act for many users
 * @param perAddress calls per second without authentication from one address, or from one /64 network of IPv6; default
 *     50
 * @param failedLogins refused tokens or keys per minute from one address; default 10
 * @param proxies addresses or networks of proxies whose {@code X-Forwarded-For} is trusted; default none
 */
public record RateSettings(@DefaultValue("false") boolean enabled, @DefaultValue("20") int perSubject,
    @DefaultValue("50") int perAddress, @DefaultValue("10") int failedLogins, @DefaultValue List<String> proxies) {

  public RateSettings {
    Assert.isTrue(perSubject >= 1, "seat-lock.rates.per-subject must be 1 or more calls a second; write e.g. 20");
    Assert.isTrue(perAddress >= 1, "seat-lock.rates.per-address must be 1 or more calls a second; write e.g. 50");
    Assert.isTrue(failedLogins >= 1, "seat-lock.rates.failed-logins must be 1 or more a minute; write e.g. 10");
    Assert.isTrue(proxies.stream().allMatch(Network::isValid),
        "seat-lock.rates.proxies must be addresses or networks; write e.g. 10.0.0.5,fd00::/8");
  }
}
