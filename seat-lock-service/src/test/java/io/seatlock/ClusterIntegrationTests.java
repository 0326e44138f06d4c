package io.seatlock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.cluster.SlotHash;
import io.seatlock.Load.Call;
import io.seatlock.embedded.RedisProcess;
import io.seatlock.store.LogLines;
import io.seatlock.store.RedisServers;
import io.seatlock.testkit.LongRunning;
import io.seatlock.testkit.redis.RedisCluster;
import io.seatlock.testkit.redis.RedisClusterSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three primaries with a replica each, eight partitions, three instances; whatever the other tests run on. */
@LongRunning
@OwnServers
class ClusterIntegrationTests {

  /** Generous, since the machine may be busy; a lost primary is missed after 1.5 s. */
  private static final Duration SOON = Duration.ofSeconds(120);

  /** For fifty grants on a machine with more to do. */
  private static final Duration LATER = Duration.ofSeconds(120);

  private static final Set<Integer> DECENT = Set.of(200, 403, 404, 409, 503);

  private static final String DOWN = "CLUSTERDOWN The cluster is down";

  private RedisCluster cluster;

  private Deployment deployment;

  @BeforeAll
  void start() {
    cluster = RedisCluster.start(RedisClusterSettings.of(3, RedisServers.settings()).withReplicas());
    deployment = new Deployment(RealRedis.of(cluster), "spring.data.redis.timeout=500ms");
  }

  @AfterAll
  void stop() {
    deployment.close();
  }

  @AfterEach
  void sweepAgain() {
    deployment.start("sweep");
  }

  /** Row 6. That they do is what makes one script enough; otherwise the cluster would refuse the call. */
  @Test
  void allKeysOfOneCallShareASlot() {
    for (String venue : venues()) {
      String group = Rest.json("venueId", venue, "userId", "ann", "seats", Rest.seats("A", "1", "2", "3"));
      // From the beginning if one is answered late: it may have been carried out all the same.
      await().atMost(SOON).until(() -> Stream.of("POST", "PATCH", "DELETE", "POST")
          .allMatch(method -> deployment.rest().send(method, "/locks", group).status() == 200));
    }
    Map<String, Set<Long>> slots = new TreeMap<>();
    deployment.redis().commands().keys("*").forEach(key -> slots.computeIfAbsent(tag(key), _ -> new HashSet<>())
        .add(deployment.redis().commands().clusterKeyslot(key)));

    assertThat(slots.keySet()).containsExactly("{p0}", "{p1}", "{p2}", "{p3}", "{p4}", "{p5}", "{p6}", "{p7}");
    assertThat(slots.values()).allSatisfy(slot -> assertThat(slot).hasSize(1));
    assertThat(slots.values()).doesNotHaveDuplicates();
  }

  private static String tag(String key) {
    return key.substring(0, key.indexOf(':'));
  }

  @Test
  void relaysAreSpreadOverTheInstances() {
    await().atMost(SOON).until(() -> sizes(owners()), sizes -> sizes.size() == 3 && sizes.getLast() <= 4);
  }

  private List<String> owners() {
    return deployment.redis().servers().outboxes().stream()
        .map(outbox -> String.valueOf(deployment.redis().commands().get(outbox + "-lease"))).toList();
  }

  /** How often each is there, rising. */
  private static List<Long> sizes(Collection<String> names) {
    return names.stream().collect(Collectors.groupingBy(name -> name, Collectors.counting())).values().stream()
        .sorted().toList();
  }

  @Test
  void expiryIsHeardFromEveryPrimary() {
    deployment.stop("sweep");
    List<String> venues = venues();
    assertThat(venues.stream().map(venue -> awaitPrimary(venue).port()).collect(Collectors.toSet())).hasSize(3);
    Map<String, String> seats = venues.stream().collect(Collectors.toMap(venue -> venue, this::lockForASecond));

    seats.forEach((venue, seat) -> {
      // Redis announces an expired key for certain as soon as somebody asks for it.
      String lock = deployment.redis().key(venue, "seatlock:" + venue + ":A:" + seat);
      await().atMost(SOON).until(() -> deployment.redis().commands().exists(lock) == 0);
      deployment.awaitFree(venue, seat);
      assertThat(new History(deployment.events(venue)).of(venue, "A", seat))
          .containsExactly("locked", "unlocked(expired)");
    });
  }

  /** Locks another seat after a late answer, since that lock may exist all the same. */
  private String lockForASecond(String venue) {
    AtomicInteger seat = new AtomicInteger();
    await().atMost(SOON)
        .until(() -> deployment.rest().lock(venue, "A", "" + seat.incrementAndGet(), "ann", 1).status() == 200);
    return "" + seat;
  }

  @Test
  void lostPrimaryIsReplacedUnderLoad() throws Exception {
    String there = venues().getFirst();
    RedisProcess lost = awaitPrimary(there);
    String elsewhere = venues().stream().filter(venue -> !awaitPrimary(venue).equals(lost)).findFirst().orElseThrow();
    RedisProcess replica = await().atMost(SOON).until(() -> cluster.replicaOf(lost), Optional::isPresent).orElseThrow();
    try (Load load = new Load(there, deployment::rest); Load other = new Load(elsewhere, deployment::rest)) {
      awaitGrants(50, load, other);

      FailOver failOver = FailOver.by(lost::kill);
      awaitThat(SOON, () -> primary(there).equals(Optional.of(replica)));
      long takenOver = failOver.since().toMillis();
      awaitGrants(1, load, other);
      System.out.printf("Primary lost: replaced after %d ms, granting again after %d ms%n", takenOver,
          failOver.since().toMillis());
      awaitGrants(50, load, other);

      lost.restart();
      cluster.awaitReady();
      await().atMost(SOON).untilAsserted(() -> assertThat(cluster.replicaOf(replica)).contains(lost));
      awaitGrants(50, load, other);
      load.end();
      other.end();

      assertDecent(load);
      assertDecent(other);
      deployment.historyWhenAllIsOver(there);
      failOver.judge(load, deployment.events(there));
      History unharmed = deployment.historyWhenAllIsOver(elsewhere);
      unharmed.assertOneHolderAtATime();
      other.assertToldBy(unharmed);
    }
  }

  /** A slot that no partition uses is served by nobody: then none is, unless the setting cluster-require-full-coverage says otherwise. */
  @Test
  void clusterThatIsDownIsAnOutageWithItsOwnReasonUntilItServes() {
    int unused = SlotHash.getSlot("unused");
    RedisProcess owner = cluster.awaitPrimaryOf("unused");
    String venue = venues().getFirst();
    try (LogLines log = deployment.log("io.seatlock")) {
      // First its owner, or it would tell the others again.
      node(owner).clusterDelSlots(unused);
      cluster.nodes().stream().filter(node -> node != owner).forEach(node -> node(node).clusterDelSlots(unused));
      await().atMost(SOON).until(() -> readiness() == 503);
      await().atMost(SOON).untilAsserted(() -> assertThat(reasons()).singleElement().asString().contains(DOWN));
      Answer answer = deployment.rest().lock(venue, "B", "1", "ann", 60);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.retryAfter()).isPositive();

      int instances = deployment.services().size();
      await().atMost(SOON).until(() -> lines(log, "WARN ") >= instances);
      assertThat(lines(log, "WARN ")).as("one for each instance").isEqualTo(instances);

      node(owner).clusterAddSlots(unused);

      await().atMost(SOON).until(() -> deployment.rest().lock(venue, "B", "1", "ann", 60).status() == 200);
      // On a busy machine a node may miss another one for a moment just after that.
      await().atMost(SOON).until(() -> lines(log, "INFO No longer so: ") >= instances
          && lines(log, "INFO No longer so: ") == lines(log, "WARN "));
      await().atMost(SOON).until(() -> readiness() == 200);
    }
  }

  private RedisCommands<String, String> node(RedisProcess process) {
    return deployment.redis().nodes().get(cluster.nodes().indexOf(process));
  }

  private int readiness() {
    return deployment.rest().get("/actuator/health/readiness").status();
  }

  private List<String> reasons() {
    return deployment.rest().get("/actuator/health").json().at("/components/seatStore/details/reasons").valueStream()
        .map(reason -> reason.asString()).toList();
  }

  private static long lines(LogLines log, String beginning) {
    return log.lines().stream().filter(line -> line.startsWith(beginning) && line.contains(DOWN)).count();
  }

  private static void assertDecent(Load load) {
    assertThat(load.byStatus().keySet()).isSubsetOf(DECENT);
    assertThat(load.calls().map(Call::answer).filter(answer -> answer.status() == 503)).allSatisfy(answer -> {
      assertThat(answer.code()).isEqualTo("UNAVAILABLE");
      assertThat(answer.retryAfter()).isPositive();
    });
  }

  private void awaitGrants(int more, Load... loads) {
    for (Load load : loads) {
      long before = load.count(Call::isGrant);
      awaitThat(more > 1 ? LATER : SOON, () -> load.count(Call::isGrant) >= before + more);
    }
  }

  private static void awaitThat(Duration limit, BooleanSupplier condition) {
    await().atMost(limit).pollInterval(Duration.ofMillis(20)).until(condition::getAsBoolean);
  }

  /** The node that has this venue now. */
  private Optional<RedisProcess> primary(String venue) {
    return cluster.primaryOf(deployment.redis().seats(venue));
  }

  private RedisProcess awaitPrimary(String venue) {
    return cluster.awaitPrimaryOf(deployment.redis().seats(venue));
  }

  /** One in each partition, unused. */
  private List<String> venues() {
    Map<String, String> byTag = new TreeMap<>();
    while (byTag.size() < deployment.redis().servers().outboxes().size()) {
      String venue = Deployment.newVenue();
      byTag.putIfAbsent(tag(deployment.redis().seats(venue)), venue);
    }
    return List.copyOf(byTag.values());
  }
}
