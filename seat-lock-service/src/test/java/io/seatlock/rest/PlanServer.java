package io.seatlock.rest;

import io.seatlock.plan.PlanLimits;
import io.seatlock.plan.Plans;
import io.seatlock.security.SecurityMode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The calls for plans on a real web server, with plans in memory; and a client that asks for the one of a hall. */
final class PlanServer implements AutoCloseable {

  static final DataSize LIMIT = DataSize.ofMegabytes(2);

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ConfigurableApplicationContext service;

  private final URI plan;

  /** No configuration that the scan of another test finds. */
  @EnableAutoConfiguration(exclude = {SecurityAutoConfiguration.class, ServletWebSecurityAutoConfiguration.class,
      UserDetailsServiceAutoConfiguration.class, ManagementWebSecurityAutoConfiguration.class,
      OAuth2ResourceServerAutoConfiguration.class, OAuth2ResourceServerWebSecurityAutoConfiguration.class})
  @ComponentScan({"io.seatlock.rest.body", "io.seatlock.rest.problem"})
  @Import({PlansController.class, PlanBody.class, OwnershipArgument.class})
  static class Service {

    @Bean
    Plans plans() {
      return new HeldPlans();
    }

    @Bean
    FinishedCalls finishedCalls() {
      return new FinishedCalls();
    }

    @Bean
    SecurityMode mode() {
      return SecurityMode.OPEN;
    }

    @Bean
    PlanLimits limits() {
      return new PlanLimits(LIMIT);
    }
  }

  /** Counts the calls that the service is done with, whether somebody got an answer or not. */
  static final class FinishedCalls extends HttpFilter {

    private final AtomicInteger calls = new AtomicInteger();

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      try {
        chain.doFilter(request, response);
      } finally {
        calls.incrementAndGet();
      }
    }
  }

  PlanServer(String... settings) {
    service = new SpringApplicationBuilder(Service.class).run(Stream.concat(Stream.of("--server.port=0",
        "--management.endpoint.health.validate-group-membership=false"), Stream.of(settings)).toArray(String[]::new));
    int port = Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer()).getPort();
    plan = URI.create("http://127.0.0.1:" + port + "/venues/hall/plan");
  }

  @Override
  public void close() {
    service.close();
  }

  HeldPlans plans() {
    return service.getBean(HeldPlans.class);
  }

  int finishedCalls() {
    return service.getBean(FinishedCalls.class).calls.get();
  }

  URI uri() {
    return plan;
  }

  HttpResponse<String> put(String document) {
    return put(BodyPublishers.ofString(document));
  }

  /** Without a length. */
  HttpResponse<String> putInChunks(String document) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    return put(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
  }

  private HttpResponse<String> put(BodyPublisher body) {
    return send(HttpRequest.newBuilder(plan).header("Content-Type", "application/json").PUT(body));
  }

  HttpResponse<String> get() {
    return send(request("GET"));
  }

  HttpResponse<String> delete() {
    return send(request("DELETE"));
  }

  /** Without a body. */
  HttpRequest.Builder request(String method) {
    return HttpRequest.newBuilder(plan).method(method, BodyPublishers.noBody());
  }

  static HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofString());
  }

  static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
    try {
      return CLIENT.send(request.build(), body);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  static String file(String name) {
    try (InputStream file = PlanServer.class.getResourceAsStream("/plans/" + name + ".json")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
