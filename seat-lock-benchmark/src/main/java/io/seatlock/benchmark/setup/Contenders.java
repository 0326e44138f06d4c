package io.seatlock.benchmark.setup;

import io.seatlock.benchmark.setup.SmallProgram.Store;
import java.util.List;

/** The contenders by the names in the report. */
public final class Contenders {

  public static final Contender HTTP_ONLY = new SmallProgram("the HTTP server alone", "NO_STORE", Store.NONE,
      "the same endpoint in Spring MVC on virtual threads, which remembers nothing: the limit", "anything");

  public static final Contender PLAIN = plain("SET NX and HSET");

  public static final Contender REDISSON = new SmallProgram("Redisson 4", "REDISSON", Store.REDIS,
      "`RBucket.setIfAbsent` with a lease for a seat, a multi-lock over its seats for a group; virtual threads",
      "no events, none of an expiry either; a group that is taken by a program which dies may be taken in part");

  public static final Contender UPDATE = new SmallProgram("PostgreSQL, conditional update", "POSTGRES_UPDATE",
      Store.POSTGRES,
      "a row for each seat, `UPDATE … WHERE deadline <= now()`; HikariCP with 10 connections, `JdbcClient`, "
          + "virtual threads, a job for expiry every second; `synchronous_commit=off`, as Redis' `everysec`",
      "no events; the state of an expired seat is tidied up to a second late");

  public static final Contender SKIP_LOCKED = new SmallProgram("PostgreSQL, SKIP LOCKED", "POSTGRES_SKIP_LOCKED",
      Store.POSTGRES, "the same, but the row is chosen with `SELECT … FOR UPDATE SKIP LOCKED`",
      "no events; a seat that another transaction has touched but does not get is refused");

  private Contenders() {}

  /** The design {@link #PLAIN} under another name, so that it runs as a separate contender. */
  public static Contender plain(String name) {
    return new SmallProgram(name, "PLAIN_REDIS", Store.REDIS_AND_KAFKA,
        "`SET NX EX`, then `HSET`, Redis' expiry notifications, Kafka sends that nobody waits for; platform threads",
        "events survive no crash; a crash between two steps leaves a lock without its holder or event; "
            + "expiry may come minutes late and can free the next holder's seat; overlapping groups may refuse each other");
  }

  public static List<String> rivalNames() {
    return rivals().stream().map(Contender::name).toList();
  }

  public static List<Contender> rivals() {
    return List.of(PLAIN, REDISSON, UPDATE, SKIP_LOCKED);
  }
}
