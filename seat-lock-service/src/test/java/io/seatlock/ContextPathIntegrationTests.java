package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.testkit.AnyRedis;
import io.seatlock.testkit.LongRunning;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Below a context path, and below the prefix of a proxy, the descriptions lead to the calls. */
@LongRunning
@AnyRedis
@OwnServers
class ContextPathIntegrationTests {

  private static final String PATH = "/seats-api";

  private static Deployment deployment;

  private static RunningService trusting;

  @BeforeAll
  static void start() {
    deployment = new Deployment(RealRedis.start(), "server.servlet.context-path=" + PATH);
    trusting = deployment.startAnother("server.servlet.context-path=" + PATH,
        "server.forward-headers-strategy=framework");
  }

  @AfterAll
  static void stop() {
    trusting.close();
    deployment.close();
  }

  @Test
  void theServerOfTheDescriptionLeadsToTheCalls() {
    Rest rest = deployment.rest();
    for (String page : List.of("/v3/api-docs", "/v3/api-docs.yaml")) {
      assertThat(servers(rest.get(PATH + page))).isEqualTo(List.of(PATH));
      URI server = URI.create("http://x" + PATH + page).resolve(PATH);
      assertThat(rest.get(server.getPath() + "/seats/status?venueId=1&row=A&seat=1").get("status"))
          .isEqualTo("AVAILABLE");
    }
  }

  @Test
  void thePrefixOfATrustedProxyStandsForIt() {
    for (String page : List.of("/v3/api-docs", "/v3/api-docs.yaml")) {
      String[] proxied = {"X-Forwarded-Prefix", "/shop"};
      assertThat(servers(trusting.rest().send("GET", PATH + page, null, proxied))).isEqualTo(List.of("/shop"));
      assertThat(servers(deployment.rest().send("GET", PATH + page, null, proxied))).isEqualTo(List.of(PATH));
    }
  }

  @Test
  void prefixThatIsNoPathIsAMistakeOfTheCaller() {
    for (String prefix : List.of("http://evil.example", "a", "?x", "/%zz", "/a b", "/<", "//evil.example")) {
      Answer answer = trusting.rest().send("GET", PATH + "/nowhere", null, "X-Forwarded-Prefix", prefix);
      assertThat(answer.code()).as(prefix).isEqualTo("BAD_REQUEST");
    }
  }

  @Test
  void thePageFindsItsFilesAndTheDescription() {
    String page = deployment.rest().get(PATH + "/swagger-ui.html").text()
        + deployment.rest().get(PATH + "/swagger-ui.js").text();
    List<String> links = Pattern.compile("(?:href|src)=\"([^\"]+)\"|url: '([^']+)'").matcher(page).results()
        .map(link -> link.group(1) == null ? link.group(2) : link.group(1)).toList();
    assertThat(links).hasSize(4).allSatisfy(link -> {
      URI target = URI.create("http://x" + PATH + "/swagger-ui.html").resolve(link);
      assertThat(deployment.rest().get(target.getPath()).status()).as(link).isEqualTo(200);
    });
  }

  @Test
  void refusalsAreProblemsHereToo() {
    assertThat(deployment.rest().get("/locks").status()).isEqualTo(404);
    assertThat(deployment.rest().get("/locks").code()).isEqualTo("NOT_FOUND");
    assertThat(deployment.rest().get(PATH + "/nowhere").code()).isEqualTo("NOT_FOUND");
    assertThat(deployment.rest().raw("GET " + PATH + "/%zz HTTP/1.1").code()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void tooManySlashesAreAMistakeOfTheCaller() {
    assertThat(deployment.rest().raw("GET /" + PATH + "/locks HTTP/1.1").code()).isEqualTo("BAD_REQUEST");
    assertThat(
        deployment.rest().bytes("GET /" + PATH + "/locks HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
            .code())
        .as("a foreign name gets no other answer").isEqualTo("WRONG_HOST");
  }

  /** It would lead to whatever the header Host names. */
  @Test
  void nobodyIsRedirected() {
    Answer root = deployment.rest()
        .bytes("GET " + PATH + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

    assertThat(root.code()).isEqualTo("WRONG_HOST");
    assertThat(root.headers()).doesNotContainKey("location");
  }

  private static List<String> servers(Answer description) {
    YamlMapFactoryBean yaml = new YamlMapFactoryBean();
    yaml.setResources(new ByteArrayResource(description.text().getBytes(StandardCharsets.UTF_8)));
    JsonNode root = JsonMapper.shared().valueToTree(yaml.getObject());
    return root.get("servers").valueStream().map(server -> server.get("url").asString()).toList();
  }
}
