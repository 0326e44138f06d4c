package io.seatlock.security.token;

import static io.seatlock.security.Scope.BOOK;
import static io.seatlock.security.Scope.BUY;
import static io.seatlock.security.Scope.OPERATE;
import static io.seatlock.security.Scope.WATCH;

import io.seatlock.security.CallerFilter;
import io.seatlock.security.IssuerSettings;
import io.seatlock.security.PublicFiles;
import io.seatlock.security.SecuritySettings;
import io.seatlock.security.TokenMode;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.SingleResultAuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * The rules of token mode: which scope each call needs. In the other modes none of these beans exists, so that a call
 * runs through no filter of Spring Security.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@TokenMode
class TokenSecurity {

  private static final String[] SEAT_USERS = {BUY.text(), BOOK.text(), OPERATE.text()};

  private static final String[] SELLERS = {BOOK.text(), OPERATE.text()};

  /** The data of the seat map: the plan and which seats are taken, never by whom. */
  private static final String[] MAP = {"/venues/*/plan", "/venues/*/seats", "/venues/*/seats/stream"};

  private static final RequestMatcher PROBES = new OrRequestMatcher(
      new AndRequestMatcher(EndpointRequest.to("health"), TokenSecurity::isProbe),
      EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, "health"),
      EndpointRequest.toAdditionalPaths(WebServerNamespace.MANAGEMENT, "health"));

  private static boolean isProbe(HttpServletRequest request) {
    return request.getRequestURI().endsWith("/liveness") || request.getRequestURI().endsWith("/readiness");
  }

  /** Switched off, since Spring Security would record an observation for each of its filters in every call. */
  @Bean
  SecurityObservationSettings noObservationsOfFilters() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  StrictHttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowedHeaderNames(HeaderCharacters::areAllowedInName);
    firewall.setAllowedHeaderValues(HeaderCharacters::areAllowedInValue);
    return firewall;
  }

  @Bean
  Refusals refusals(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
    return new Refusals(problems);
  }

  @Bean
  @Conditional(WithIssuer.class)
  TokenDecoder tokens(Environment environment) {
    return new TokenDecoder(IssuerSettings.of(environment));
  }

  /** Tries tokens before API keys, since most callers have a token. */
  @Bean
  ProviderManager credentialsManager(SecuritySettings settings, Environment environment,
      ObjectProvider<TokenDecoder> tokens) {
    Stream<AuthenticationProvider> ofTokens = tokens.stream().map(decoder -> {
      JwtAuthenticationProvider provider = new JwtAuthenticationProvider(decoder);
      provider.setJwtAuthenticationConverter(
          new TokenCallers(IssuerSettings.of(environment).userClaim(), settings.rolesClaim()));
      return provider;
    });
    return new ProviderManager(Stream.concat(ofTokens, Stream.of(new ApiKeys(settings.clients()))).toList());
  }

  /**
   * Needs no credentials: orchestrators call the probes without a token, and a wrong token must not make them restart a
   * healthy instance.
   */
  @Bean
  @Order(1)
  SecurityFilterChain probesChain(HttpSecurity http, Refusals refusals) {
    return plain(http, refusals).securityMatcher(PROBES)
        .authorizeHttpRequests(calls -> calls.anyRequest().permitAll()).build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain actuatorChain(HttpSecurity http, ProviderManager callers, Refusals refusals,
      ObjectProvider<CallerFilter> limits) {
    return authenticated(http, callers, refusals, limits).securityMatcher(EndpointRequest.toAnyEndpoint())
        .authorizeHttpRequests(calls -> calls //
            .requestMatchers(EndpointRequest.to("health", "info", "metrics", "prometheus", "sbom"))
            .hasAnyAuthority(WATCH.text(), OPERATE.text()) //
            .anyRequest().hasAuthority(OPERATE.text()))
        .build();
  }

  /** Checked first, so that calls for seats are not compared with all paths of the actuator. */
  @Bean
  @Order(0)
  SecurityFilterChain seatsChain(HttpSecurity http, ProviderManager callers, Refusals refusals,
      ObjectProvider<CallerFilter> limits, SecuritySettings settings) {
    return byScope(authenticated(http, callers, refusals, limits).securityMatcher(TokenSecurity::isForSeats),
        settings);
  }

  private static boolean isForSeats(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return path.equals("/locks") || path.startsWith("/seats/") || path.startsWith("/venues/")
        || path.startsWith("/locks/") || path.startsWith("/users/");
  }

  @Bean
  @Order(3)
  SecurityFilterChain otherChain(HttpSecurity http, ProviderManager callers, Refusals refusals,
      ObjectProvider<CallerFilter> limits, SecuritySettings settings) {
    return byScope(authenticated(http, callers, refusals, limits), settings);
  }

  private static SecurityFilterChain byScope(HttpSecurity http, SecuritySettings settings) {
    AuthorizationManager<RequestAuthorizationContext> map = settings.publicMap()
        ? SingleResultAuthorizationManager.permitAll()
        : AuthorityAuthorizationManager.hasAnyAuthority(SEAT_USERS);
    return http
        .authorizeHttpRequests(calls -> calls.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
            .permitAll() //
            .requestMatchers(PublicFiles::include).permitAll() //
            .requestMatchers("/demo/**").hasAuthority(OPERATE.text()) //
            .requestMatchers(HttpMethod.POST, "/locks").hasAnyAuthority(SEAT_USERS)
            .requestMatchers(HttpMethod.PATCH, "/locks").hasAnyAuthority(SEAT_USERS)
            .requestMatchers(HttpMethod.DELETE, "/locks").hasAnyAuthority(SEAT_USERS)
            .requestMatchers(HttpMethod.GET, "/seats/status").hasAnyAuthority(SEAT_USERS)
            .requestMatchers(HttpMethod.HEAD, "/seats/status").hasAnyAuthority(SEAT_USERS)
            .requestMatchers(HttpMethod.GET, "/users/*/locks", "/users/locks").hasAnyAuthority(SEAT_USERS)
            .requestMatchers(HttpMethod.HEAD, "/users/*/locks", "/users/locks").hasAnyAuthority(SEAT_USERS)
            .requestMatchers(HttpMethod.POST, "/locks/best").hasAnyAuthority(SEAT_USERS)
            .requestMatchers(HttpMethod.GET, MAP).access(map) //
            .requestMatchers(HttpMethod.HEAD, MAP).access(map) //
            .requestMatchers(HttpMethod.PUT, "/venues/*/plan").hasAuthority(OPERATE.text())
            .requestMatchers(HttpMethod.DELETE, "/venues/*/plan").hasAuthority(OPERATE.text())
            .requestMatchers(HttpMethod.POST, "/seats/finalize", "/seats/release").hasAnyAuthority(SELLERS) //
            .anyRequest().denyAll())
        .build();
  }

  private static HttpSecurity authenticated(HttpSecurity http, ProviderManager callers, Refusals refusals,
      ObjectProvider<CallerFilter> limits) {
    BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(callers, new Credentials());
    filter.setAuthenticationEntryPoint(refusals);
    filter.setAuthenticationFailureHandler(refusals);
    HttpSecurity known = plain(http, refusals).addFilterBefore(filter, AnonymousAuthenticationFilter.class)
        .addFilterAfter(new CallerAttributeFilter(), AnonymousAuthenticationFilter.class);
    limits.forEach(limit -> known.addFilterAfter(limit, CallerAttributeFilter.class));
    return known;
  }

  /**
   * No session, no cookie and no login page. Every call carries its credentials in a header, so cross-site request
   * forgery is not possible and its protection is off.
   */
  private static HttpSecurity plain(HttpSecurity http, Refusals refusals) {
    return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .csrf(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable).headers(AbstractHttpConfigurer::disable)
        .exceptionHandling(refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
  }
}
