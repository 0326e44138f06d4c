package io.seatlock.store.script;

import io.seatlock.seat.LockLimits;
import io.seatlock.seat.Proof;
import io.seatlock.seat.Request;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.SeatGroup;
import io.seatlock.seat.SeatId;
import io.seatlock.store.settings.GrowthSettings;
import io.seatlock.store.settings.HolderSettings;
import io.seatlock.store.settings.RecordSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Translates commands into the script's operations; the header of each Lua file defines the order of arguments. */
final class ScriptCommands {

  private final Keys keys;

  private final LockLimits limits;

  private final GrowthSettings growth;

  private final HolderSettings holder;

  private final RecordSettings records;

  ScriptCommands(Keys keys, CommandLimits limits) {
    this.keys = keys;
    this.limits = limits.lock();
    this.growth = limits.growth();
    this.holder = limits.holder();
    this.records = limits.records();
  }

  ScriptCommands(Keys keys, LockLimits limits) {
    this(keys, CommandLimits.of(limits));
  }

  public ScriptCommand of(SeatCommand command) {
    return switch (command) {
      case SeatCommand.Lock lock -> lock(lock);
      case SeatCommand.LockBest best -> lockBest(best);
      case SeatCommand.Unlock(SeatGroup group, Proof proof) -> onSeats("unlock", group.seats(), proof(proof))
          .asReplicated();
      case SeatCommand.Extend(SeatGroup group, Proof proof, Duration timeout) -> onSeats("extend", group.seats(),
          proof(proof), millis(timeout), millis(limits.maxTotalTime())).asReplicated();
      case SeatCommand.Transfer transfer -> transfer(transfer).asReplicated();
      case SeatCommand.Finalize(SeatGroup group, Proof proof, Request request) -> replicated(request,
          onSeats("finalize", group.seats(), proof(proof), millis(limits.lateFinalize()),
              millis(records.maxFinalizeAge()), millis(records.clockSkew()), request(request)));
      case SeatCommand.Release(SeatGroup group, Proof proof) -> onSeats("release", group.seats(), proof(proof))
          .asReplicated();
      case SeatCommand.Expire(SeatId seat) -> expire(List.of(seat));
      case SeatCommand.Look(SeatGroup group) -> onSeats("look", group.seats());
      case SeatCommand.Reject reject -> reject(reject);
    };
  }

  /** @param seats of one venue; each is handled independently, not all or nothing as in other commands */
  ScriptCommand expire(List<SeatId> seats) {
    return onSeats("expire", seats);
  }

  private ScriptCommand lock(SeatCommand.Lock lock) {
    ScriptCommand onSeats = onSeats("lock", lock.group().seats(),
        List.of(lock.userId(), lock.lockId()), millis(lock.timeout()),
        List.of(String.valueOf(limits.maxSeatsPerUser()), String.valueOf(holder.maxSeats())), millis(holder.pause()),
        millis(records.clockSkew()),
        List.of(String.valueOf(growth.maxVenues()), mostSeatsWithoutPlan(),
            lock.group().list() ? "1" : "0", lock.orphan() == null ? "" : lock.orphan().field()),
        request(lock.request()));
    ScriptCommand command = replicated(lock.request(), onSeats.withKeys(keys.venues()));
    // The lock of a record is kept, since the retry of the record is not executed again: it counts as answered.
    return lock.request() == null
        ? command.withCompensation(granted -> undo(lock.group().seats(), granted))
        : command;
  }

  private ScriptCommand lockBest(SeatCommand.LockBest best) {
    List<SeatId> seats = best.choices().stream().flatMap(choice -> choice.seats().stream()).distinct().toList();
    Map<SeatId, Integer> places = HashMap.newHashMap(seats.size());
    seats.forEach(seat -> places.put(seat, places.size()));
    String choices = best.choices().stream().map(choice -> choice.seats().stream()
        .map(seat -> String.valueOf(places.get(seat))).collect(Collectors.joining(",")))
        .collect(Collectors.joining(";"));
    return onSeats("lockbest", best.venueId(), seats, List.of(best.userId(), best.lockId()), millis(best.timeout()),
        List.of(orEmpty(best.requestId()), String.valueOf(limits.maxSeatsPerUser()), String.valueOf(holder.maxSeats())),
        millis(holder.pause()),
        List.of(String.valueOf(growth.maxVenues()), mostSeatsWithoutPlan(), choices))
        .withKeys(keys.venues(), keys.choice(best.venueId(), best.userId()))
        .asReplicated().withCompensation(granted -> undo(granted.seats(), granted));
  }

  private String mostSeatsWithoutPlan() {
    return growth.requirePlan() ? "-1" : String.valueOf(growth.maxSeatsPerVenue());
  }

  private ScriptCommand transfer(SeatCommand.Transfer transfer) {
    Duration timeout = Objects.requireNonNullElse(transfer.timeout(), Duration.ZERO);
    return onSeats("transfer", transfer.group().seats(), proof(transfer.proof()), List.of(transfer.newUserId()),
        millis(timeout), millis(limits.maxTotalTime()),
        List.of(String.valueOf(limits.maxSeatsPerUser()), String.valueOf(holder.maxSeats())));
  }

  /** @param granted the reply to the command that locked the seats */
  private ScriptCommand undo(List<SeatId> seats, Reply granted) {
    String versions = granted.versions().stream().map(String::valueOf).collect(Collectors.joining(","));
    return onSeats("undo", seats, List.of(versions));
  }

  private static ScriptCommand replicated(@Nullable Request request, ScriptCommand command) {
    return request == null ? command.asReplicated() : command.asAnswer();
  }

  private ScriptCommand reject(SeatCommand.Reject reject) {
    String kind = switch (reject.asked()) {
      case LOCK -> "lock-rejected";
      case FINALIZE -> "finalize-rejected";
    };
    return new ScriptCommand("reject", List.of(),
        joined(List.of(kind, reject.key()), request(reject.request()),
            List.of(reject.reason().field(), reject.reason().advice())))
        .asAnswer();
  }

  @SafeVarargs
  private ScriptCommand onSeats(String operation, List<SeatId> seats, List<String>... args) {
    return onSeats(operation, seats.getFirst().venueId(), seats, args);
  }

  @SafeVarargs
  private ScriptCommand onSeats(String operation, String venueId, List<SeatId> seats, List<String>... args) {
    List<String> names = new ArrayList<>(seats.size() + 2);
    names.add(keys.seats(venueId));
    names.add(keys.plan(venueId));
    seats.forEach(seat -> names.add(keys.lock(seat)));

    List<String> all = joined(args);
    all.add(keys.holdingsPrefix(venueId));
    all.add(String.valueOf(seats.size()));
    for (SeatId seat : seats) {
      all.add(keys.field(seat));
      all.add(seat.toString());
    }
    return new ScriptCommand(operation, names, all);
  }

  private static List<String> proof(Proof proof) {
    return List.of(orEmpty(proof.userId()), orEmpty(proof.lockId()));
  }

  private List<String> request(@Nullable Request request) {
    if (request == null) {
      return List.of("");
    }
    Request.Position position = request.position();
    List<String> known = position == null
        ? List.of("", "0", "0")
        : List.of(keys.answered(position.source()), String.valueOf(position.number()),
            String.valueOf(position.firstUnanswered()));
    return joined(List.of(request.id(), String.valueOf(request.sentAt().toEpochMilli()), request.body()), known);
  }

  private static List<String> millis(Duration duration) {
    return List.of(String.valueOf(duration.toMillis()));
  }

  @SafeVarargs
  private static List<String> joined(List<String>... lists) {
    List<String> all = new ArrayList<>();
    for (List<String> list : lists) {
      all.addAll(list);
    }
    return all;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
