package io.seatlock.settings;

import io.seatlock.browser.WebSettings;
import io.seatlock.limits.RateSettings;
import io.seatlock.live.LiveSettings;
import io.seatlock.plan.PlanLimits;
import io.seatlock.relay.RelaySettings;
import io.seatlock.relay.format.EventTopics;
import io.seatlock.relay.identity.StoreTopic;
import io.seatlock.requests.format.RequestTopics;
import io.seatlock.seat.LockLimits;
import io.seatlock.security.SecuritySettings;
import io.seatlock.store.script.CommandLimits;
import io.seatlock.store.settings.StoreSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** Provides each package with its part of the settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SeatLockSettings.class)
public class SeatLockConfiguration {

  /**
   * @throws UnknownSetting if the environment has a misspelt setting
   * @throws ImpossibleSetting if settings contradict each other
   */
  SeatLockConfiguration(ConfigurableEnvironment environment, SeatLockSettings settings) {
    new UnknownVariables("seat-lock", SeatLockSettings.class).refuse(environment);
    new SettingsConsistency(settings, Binder.get(environment)).check();
  }

  @Bean
  LockLimits lockLimits(SeatLockSettings settings) {
    return settings.lock();
  }

  @Bean
  CommandLimits commandLimits(SeatLockSettings settings) {
    return new CommandLimits(settings.lock(), settings.holder(), settings.growth(), settings.requests());
  }

  @Bean
  StoreSettings storeSettings(SeatLockSettings settings) {
    return new StoreSettings(settings.partitions(), settings.redis().keyPrefix(), settings.sweep(),
        settings.durability(), settings.identity());
  }

  @Bean
  RequestTopics requestTopics(SeatLockSettings settings) {
    return settings.topics().names().requests();
  }

  @Bean
  EventTopics eventTopics(SeatLockSettings settings) {
    return settings.topics().names().events();
  }

  @Bean
  StoreTopic storeTopic(SeatLockSettings settings) {
    return new StoreTopic(settings.topics().names().store());
  }

  @Bean
  SecuritySettings securitySettings(SeatLockSettings settings) {
    return settings.security();
  }

  @Bean
  RelaySettings relaySettings(SeatLockSettings settings) {
    return settings.relay();
  }

  @Bean
  RateSettings rateSettings(SeatLockSettings settings) {
    return settings.rates();
  }

  @Bean
  WebSettings webSettings(SeatLockSettings settings) {
    return settings.web();
  }

  @Bean
  LiveSettings liveSettings(SeatLockSettings settings) {
    return settings.live();
  }

  @Bean
  PlanLimits planLimits(SeatLockSettings settings) {
    return settings.plans();
  }
}
