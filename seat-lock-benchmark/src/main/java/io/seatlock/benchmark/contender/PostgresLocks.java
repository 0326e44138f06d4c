package io.seatlock.benchmark.contender;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A row for each seat with its holder and deadline, by the database's clock. A single seat is locked by one statement.
 * A group is locked by one statement in a transaction, which is rolled back unless all seats are locked.
 */
class PostgresLocks implements Locks {

  private static final String FREE = "(deadline IS NULL OR deadline <= clock_timestamp())";

  private static final String TAKE = """
      UPDATE seat SET holder = ?, lock_id = ?, deadline = clock_timestamp() + ? * interval '1 second',
      version = version + 1
      """;

  private static final String ONE = TAKE + "WHERE venue = ? AND row_name = ? AND name = ? AND " + FREE;

  private static final String ONE_CHOSEN = TAKE + """
      WHERE (venue, row_name, name) = (
        SELECT venue, row_name, name FROM seat WHERE venue = ? AND row_name = ? AND name = ? AND %s
        FOR UPDATE SKIP LOCKED)""".formatted(FREE);

  private static final String GROUP = """
      WITH chosen AS (
        SELECT venue, row_name, name FROM seat WHERE venue = ? AND (row_name, name) IN (SELECT * FROM unnest(?::text[], ?::text[]))
        AND %s ORDER BY row_name, name FOR UPDATE %s)
      %s FROM chosen WHERE (seat.venue, seat.row_name, seat.name) = (chosen.venue, chosen.row_name, chosen.name)""";

  private static final String EXPIRE = """
      UPDATE seat SET holder = NULL, lock_id = NULL, deadline = NULL WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM seat WHERE deadline <= clock_timestamp() LIMIT 1000 FOR UPDATE SKIP LOCKED))""";

  private final JdbcClient database;

  private final TransactionTemplate transaction;

  private final String one;

  private final String group;

  /** @param skipLocked whether a seat whose row another transaction has locked counts as taken, instead of waiting */
  PostgresLocks(JdbcClient database, TransactionTemplate transaction, boolean skipLocked) {
    this.database = database;
    this.transaction = transaction;
    this.one = skipLocked ? ONE_CHOSEN : ONE;
    this.group = GROUP.formatted(FREE, skipLocked ? "SKIP LOCKED" : "", TAKE);
  }

  @Override
  public boolean lock(Claim claim) {
    return claim.seats().size() == 1 ? lockOne(claim, claim.seats().getFirst()) : lockAll(claim);
  }

  private boolean lockOne(Claim claim, Seat seat) {
    return database.sql(one).params(claim.user(), claim.lockId(), claim.timeout().toSeconds(), claim.venue(),
        seat.row(), seat.seat()).update() == 1;
  }

  private boolean lockAll(Claim claim) {
    String[] rows = claim.seats().stream().map(Seat::row).toArray(String[]::new);
    String[] names = claim.seats().stream().map(Seat::seat).toArray(String[]::new);
    return Boolean.TRUE.equals(transaction.execute(state -> {
      boolean all = database.sql(group).params(claim.venue(), rows, names, claim.user(), claim.lockId(),
          claim.timeout().toSeconds()).update() == claim.seats().size();
      if (!all) {
        state.setRollbackOnly();
      }
      return all;
    }));
  }

  @Override
  public @Nullable Holder holder(String venue, Seat seat) {
    return database.sql("SELECT holder, lock_id, deadline FROM seat WHERE venue = ? AND row_name = ? AND name = ?"
        + " AND deadline > clock_timestamp()").params(venue, seat.row(), seat.seat())
        .query((row, _) -> new Holder(row.getString(1), row.getString(2), row.getTimestamp(3).toInstant().toString()))
        .optional().orElse(null);
  }

  @Scheduled(fixedDelay = 1000)
  void expire() {
    int ended;
    do {
      ended = database.sql(EXPIRE).update();
    } while (ended > 0);
  }
}
