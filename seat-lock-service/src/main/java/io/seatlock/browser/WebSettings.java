package io.seatlock.browser;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Which host names and which pages may call the service by HTTP ({@code seat-lock.web.*}).
 *
 * @param hosts host names, without port, under which the service may be called, besides localhost and IP addresses;
 *     {@code *}: any; default none
 * @param origins origins of foreign pages that may call the service (CORS), such as {@code https://shop.example.org};
 *     default none
 */
public record WebSettings(@DefaultValue List<String> hosts, @DefaultValue List<String> origins) {

  public WebSettings {
    hosts = hosts.stream().map(host -> host.strip().toLowerCase(Locale.ROOT)).toList();
    origins = origins.stream().map(origin -> origin.strip().toLowerCase(Locale.ROOT)).toList();
    Assert.isTrue(hosts.stream().allMatch(host -> host.matches("\\*|[a-z0-9_-]+(\\.[a-z0-9_-]+)*")),
        "seat-lock.web.hosts must be names without scheme and port; write e.g. seats.example.org,seat-lock");
    Assert.isTrue(
        origins.stream().allMatch(origin -> origin.matches("https?://(\\[[0-9a-f:.]+]|[a-z0-9_.-]+)(:\\d{1,5})?")),
        "seat-lock.web.origins must be origins as browsers send them, without a path; write e.g. https://shop.example.org");
  }
}
