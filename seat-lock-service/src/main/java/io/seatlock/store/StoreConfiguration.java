package io.seatlock.store;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import io.seatlock.seat.Seats;
import io.seatlock.store.expiry.ExpiryListener;
import io.seatlock.store.expiry.IdleSeats;
import io.seatlock.store.expiry.Sweep;
import io.seatlock.store.health.Recovery;
import io.seatlock.store.health.RedisWatch;
import io.seatlock.store.health.ReportingCall;
import io.seatlock.store.health.SetupCheck;
import io.seatlock.store.health.SetupWarnings;
import io.seatlock.store.health.StoreHealth;
import io.seatlock.store.health.StoreStatus;
import io.seatlock.store.identity.IdentityWatch;
import io.seatlock.store.identity.KnownStores;
import io.seatlock.store.identity.OtherPartitionCount;
import io.seatlock.store.identity.Recognition;
import io.seatlock.store.identity.StoreIdentity;
import io.seatlock.store.identity.StoreRecordKeeper;
import io.seatlock.store.identity.StoreRecords;
import io.seatlock.store.outbox.Outbox;
import io.seatlock.store.outbox.Outboxes;
import io.seatlock.store.redis.HalfOpenDetector;
import io.seatlock.store.redis.LastConnectFailure;
import io.seatlock.store.redis.OpenConnections;
import io.seatlock.store.redis.RedisTimeouts;
import io.seatlock.store.redis.SharedConnection;
import io.seatlock.store.safe.Replicas;
import io.seatlock.store.safe.ReplicatedScript;
import io.seatlock.store.script.CommandLimits;
import io.seatlock.store.script.ExpectedStore;
import io.seatlock.store.script.GroupCommit;
import io.seatlock.store.script.Keys;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.Script;
import io.seatlock.store.script.UnguardedPartitions;
import io.seatlock.store.settings.StoreSettings;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Defines the beans of this package on top of Spring's own Redis connection. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

  /** Shortest interval between two refreshes of a Cluster's topology after errors. */
  private static final Duration MIN_REFRESH_INTERVAL = Duration.ofMillis(250);

  /** Interval between two periodic refreshes of a Cluster's topology. */
  private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(2);

  /**
   * Fail closed: without a connection a command is rejected at once and not queued, and after a lost connection it is
   * not sent a second time. Otherwise a late unlock without ids could free the next holder's seat.
   */
  @Bean
  LettuceClientOptionsBuilderCustomizer failClosed() {
    return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .replayFilter(StoreConfiguration::failLostCommand);
  }

  /** Without this, Lettuce would only drop the command, and its caller would wait for the time-out. */
  private static boolean failLostCommand(RedisCommand<?, ?, ?> command) {
    command.completeExceptionally(new RedisException("The connection was lost before Redis answered"));
    return true;
  }

  /**
   * On a Cluster: finds a new primary soon after a fail-over. Lettuce's default: only after errors, every 5 s at most.
   */
  @Bean
  LettuceClientOptionsBuilderCustomizer followTheCluster() {
    return options -> {
      if (options instanceof ClusterClientOptions.Builder cluster) {
        cluster.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
            .adaptiveRefreshTriggersTimeout(MIN_REFRESH_INTERVAL).enablePeriodicRefresh(REFRESH_INTERVAL).build());
      }
    };
  }

  /** Lettuce's default back-off grows to 30 s, so users would still get errors long after Redis is back. */
  @Bean
  ClientResourcesBuilderCustomizer reconnectSoon() {
    return resources -> resources.reconnectDelay(
        Delay.exponential(Duration.ofMillis(10), Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS));
  }

  @Bean
  OpenConnections openConnections() {
    return new OpenConnections();
  }

  /** For every connection: the shared one, the relay's, the listener's, and those to each server of a Cluster. */
  @Bean
  ClientResourcesBuilderCustomizer closeHalfOpenConnections(DataRedisProperties redis,
      OpenConnections openConnections) {
    Duration commandTimeout = Objects.requireNonNullElse(redis.getTimeout(), RedisURI.DEFAULT_TIMEOUT_DURATION);
    return resources -> resources.nettyCustomizer(new NettyCustomizer() {

      @Override
      public void afterChannelInitialized(Channel channel) {
        openConnections.add(channel);
        channel.pipeline().addFirst(new HalfOpenDetector(commandTimeout));
      }
    });
  }

  @Bean
  StoreStatus storeStatus(StoreSettings settings, MeterRegistry meters) {
    StoreStatus status = new StoreStatus(settings.partitions());
    Gauge.builder("seat.lock.store.troubles", status, known -> known.reasons().size())
        .description("Problems that prevent partitions from serving; health shows them").register(meters);
    return status;
  }

  @Bean
  KnownStores knownStores(StoreSettings settings) {
    return KnownStores.of(settings);
  }

  @Bean
  LastConnectFailure connectFailures(ClientResources resources) {
    return new LastConnectFailure(resources.eventBus());
  }

  @Bean
  RedisWatch redisWatch(StoreStatus status, LastConnectFailure connects) {
    return new RedisWatch(status, connects::latest, System::nanoTime);
  }

  @Bean
  SharedConnection sharedConnection(LettuceConnectionFactory redis) {
    return new SharedConnection(redis);
  }

  @Bean
  Script script(SharedConnection connection) {
    return new Script(connection, Script.source());
  }

  @Bean
  Partitions partitions(StoreSettings settings, Script script, KnownStores stores, LettuceConnectionFactory redis,
      Replicas replicas, SharedConnection connection, RedisWatch watch, CommandLimits limits, MeterRegistry meters) {
    Function<Keys, GroupCommit.Call> scripts = switch (settings.durability().mode()) {
      case FAST -> _ -> script;
      case SAFE ->
        keys -> new ReplicatedScript(Script.withOwnConnection(connection), keys, settings.durability(), replicas);
    };
    return Partitions.of(settings.keyPrefix(), settings.partitions(),
        keys -> new ReportingCall(scripts.apply(keys), keys.partition(), watch), stores::of,
        RedisTimeouts.of(redis), limits, meters);
  }

  @Bean
  UnguardedPartitions unguardedPartitions(StoreSettings settings, Script script, LettuceConnectionFactory redis,
      RedisWatch watch, CommandLimits limits) {
    return new UnguardedPartitions(Partitions.of(settings.keyPrefix(),
        settings.partitions(), keys -> new ReportingCall(script, keys.partition(), watch), _ -> ExpectedStore.NONE,
        RedisTimeouts.of(redis), limits, new SimpleMeterRegistry()));
  }

  @Bean
  StoreIdentity storeIdentity(StoreSettings settings, KnownStores stores, Partitions partitions,
      UnguardedPartitions unguarded, LettuceConnectionFactory redis, StoreRecords records, StoreStatus status,
      SetupWarnings warnings) {
    StoreRecordKeeper recordKeeper = new StoreRecordKeeper(records, stores.byName(), warnings, System::nanoTime);
    IdentityWatch watch = new IdentityWatch(stores, partitions, unguarded.partitions(),
        OtherPartitionCount.of(settings, redis), new Recognition(settings), recordKeeper, status);
    return new StoreIdentity(stores, watch, recordKeeper);
  }

  @Bean
  Recovery recovery(Partitions partitions, UnguardedPartitions unguarded, RedisWatch watch, SharedConnection connection,
      OpenConnections openConnections) {
    return new Recovery(partitions, unguarded.partitions(), watch, () -> connection.reconnect(openConnections),
        System::nanoTime);
  }

  @Bean
  Seats seats(Partitions partitions, MeterRegistry meters) {
    return new RedisSeats(partitions, meters);
  }

  @Bean
  RedisReads reads(Partitions partitions) {
    return new RedisReads(partitions);
  }

  @Bean
  Outboxes outboxes(Partitions partitions, KnownStores stores, LettuceConnectionFactory redis) {
    return new Outboxes(partitions.all().stream()
        .map(partition -> new Outbox(partition, redis, stores.of(partition.number())::isBound)).toList());
  }

  @Bean
  Sweep sweep(Partitions partitions, StoreSettings settings) {
    return new Sweep(partitions, settings.sweep().poll());
  }

  @Bean
  IdleSeats idleSeats(Partitions partitions, CommandLimits limits, MeterRegistry meters) {
    return new IdleSeats(partitions, limits.growth().idle(), meters);
  }

  @Bean
  @ConditionalOnBooleanProperty(name = "seat-lock.sweep.expiry-listener", matchIfMissing = true)
  ExpiryListener expiryListener(Partitions partitions, LettuceConnectionFactory redis, SetupWarnings warnings) {
    return new ExpiryListener(partitions, redis, warnings);
  }

  @Bean
  SetupWarnings setupWarnings(MeterRegistry meters) {
    SetupWarnings warnings = new SetupWarnings();
    Gauge.builder("seat.lock.store.warnings", warnings, known -> known.all().size())
        .description("Present setup warnings about Redis; health shows them").register(meters);
    return warnings;
  }

  @Bean
  SetupCheck setupCheck(Partitions partitions, LettuceConnectionFactory redis, StoreSettings settings,
      SetupWarnings warnings, RedisWatch watch) {
    return new SetupCheck(partitions, redis, settings, warnings, watch);
  }

  @Bean
  StoreHealth seatStoreHealthIndicator(SetupCheck setupCheck, StoreStatus status, SetupWarnings warnings) {
    return new StoreHealth(setupCheck, status, warnings);
  }
}
