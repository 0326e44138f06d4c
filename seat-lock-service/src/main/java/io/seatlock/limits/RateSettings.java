package io.seatlock.limits;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How many calls a caller may make of one instance ({@code seat-lock.rates.*}).
 *
 * @param enabled default off; on in token mode
 * @param perSubject calls a second of one authenticated caller; default 20. Booking services and operators, who act for
 *     many users, have no limit
 * @param perAddress calls a second from one address, or one /64 network of IPv6, without authentication; default 50
 * @param failedLogins refused tokens or keys a minute from one address; default 10
 * @param proxies addresses or networks whose {@code X-Forwarded-For} is believed; default none
 */
public record RateSettings(@DefaultValue("false") boolean enabled, @DefaultValue("20") int perSubject,
    @DefaultValue("50") int perAddress, @DefaultValue("10") int failedLogins, @DefaultValue List<String> proxies) {

  public RateSettings {
    Assert.isTrue(perSubject >= 1, "seat-lock.rates.per-subject must be 1 or more calls a second; write e.g. 20");
    Assert.isTrue(perAddress >= 1, "seat-lock.rates.per-address must be 1 or more calls a second; write e.g. 50");
    Assert.isTrue(failedLogins >= 1, "seat-lock.rates.failed-logins must be 1 or more a minute; write e.g. 10");
    Assert.isTrue(proxies.stream().allMatch(Network::isOne),
        "seat-lock.rates.proxies must be addresses or networks; write e.g. 10.0.0.5,fd00::/8");
  }
}
