package io.seatlock.benchmark.work;

import io.seatlock.benchmark.load.Issuer;
import io.seatlock.benchmark.load.Wrk;
import io.seatlock.benchmark.measure.Figures;
import io.seatlock.benchmark.measure.Goal;
import io.seatlock.benchmark.measure.Side;
import io.seatlock.benchmark.measure.Work;
import io.seatlock.benchmark.setup.Cpu;
import io.seatlock.benchmark.setup.RunningContender;
import io.seatlock.benchmark.setup.RunningContenders;
import io.seatlock.benchmark.setup.Service;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The cost of authentication: open mode, an API key, an access token. */
record CallerWork(Service service, Wrk wrk) implements Work {

  private static final String OPEN_MODE = "open mode";

  private static final String KEY_MODE = "API key";

  private static final String TOKEN_MODE = "token";

  /** Not a secret: it is used only during the measurement, on loopback. */
  private static final String KEY = "slk_" + "benchmark".repeat(5).substring(0, 43);

  @Override
  public String name() {
    return "callers";
  }

  @Override
  public String title() {
    return "Open mode, API key and token";
  }

  @Override
  public String how() {
    return "wrk locks free seats with " + wrk.connections()
        + " connections: where nobody is asked, as a booking service "
        + "with an API key, and as one with a token (RS256). Each call of the latter two writes a line of the audit log.";
  }

  @Override
  public List<Goal> goals() {
    return List.of(Goal.ratio("with a key at least 0.85 of open mode", KEY_MODE, List.of(OPEN_MODE), 0.85),
        Goal.ratio("with a token at least 0.7 of open mode", TOKEN_MODE, List.of(OPEN_MODE), 0.7),
        Goal.never("none refused", "", Figures.REFUSED));
  }

  @Override
  public int warmUps() {
    return 24;
  }

  @Override
  public List<Side> sides(RunningContenders runningContenders) {
    runningContenders.clear();
    Issuer issuer = Issuer.start();
    List<String> settings = new ArrayList<>(issuer.settings());
    settings.addAll(List.of("--seat-lock.security.clients[0].name=desk",
        "--seat-lock.security.clients[0].key-sha256=" + sha256(KEY),
        "--seat-lock.security.clients[0].scopes=seats:book"));
    RunningContender open = runningContenders.running(service.with(OPEN_MODE));
    RunningContender asking = with(
        service.with("token mode", settings.toArray(String[]::new)).start(runningContenders.environment()), issuer);
    runningContenders.keep(asking);
    return List.of(new Side(OPEN_MODE, label -> round(open, "open-" + label, "X-Nothing", "-")),
        new Side(KEY_MODE, label -> round(asking, "key-" + label, "X-API-Key", KEY)),
        new Side(TOKEN_MODE,
            label -> round(asking, "token-" + label, "Authorization", "Bearer " + issuer.token("shop", "seats:book"))));
  }

  /** The same contender; closing it also closes the issuer. */
  private static RunningContender with(RunningContender service, Issuer issuer) {
    List<AutoCloseable> parts = new ArrayList<>(service.parts());
    parts.add(issuer);
    return new RunningContender(service.name(), service.port(), service.redis(), service.pids(), service.sale(), parts);
  }

  private Map<String, Double> round(RunningContender running, String venue, String header, String value) {
    Cpu before = Cpu.of(running.pids());
    Wrk.Result result = wrk.lock(running.port(), venue, header, value);
    return Figures.of(result, Cpu.of(running.pids()).since(before));
  }

  private static String sha256(String key) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
