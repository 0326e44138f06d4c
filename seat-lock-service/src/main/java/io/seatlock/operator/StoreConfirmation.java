package io.seatlock.operator;

import io.seatlock.store.identity.Epoch;
import io.seatlock.store.identity.Identity;
import io.seatlock.store.identity.OtherPartitionCount;
import io.seatlock.store.identity.StoreRecord;
import io.seatlock.store.identity.StoreRecords;
import io.seatlock.store.identity.Verdict;
import io.seatlock.store.script.IdentityOperations;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.settings.StoreSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Confirms the store in Redis as it is now, on the command of an operator ({@code confirm-store}). */
final class StoreConfirmation {

  /** Attempts to read the state recorded in Kafka. The first may time out while a client that was just started connects. */
  private static final int ATTEMPTS = 3;

  private final Partitions uncheckedPartitions;

  private final OtherPartitionCount otherPartitionCount;

  private final StoreRecords records;

  private final StoreSettings settings;

  /** @param uncheckedPartitions partitions whose scripts run without a check of the store's identity */
  StoreConfirmation(Partitions uncheckedPartitions, OtherPartitionCount otherPartitionCount, StoreRecords records,
      StoreSettings settings) {
    this.uncheckedPartitions = uncheckedPartitions;
    this.otherPartitionCount = otherPartitionCount;
    this.records = records;
    this.settings = settings;
  }

  /**
   * @param confirmed partitions that are to be used from now on
   * @param left partitions that are not
   */
  public record Result(int confirmed, int left) {}

  /**
   * Examines all partitions, and confirms those that the service refuses at present.
   *
   * @param dryRun whether only to print what would be confirmed
   * @param takeOver whether the store may be taken away from another deployment
   * @param output receives each line of output
   * @throws io.seatlock.seat.SeatsUnavailable if Redis did not answer
   */
  public Result run(boolean dryRun, boolean takeOver, Consumer<String> output) {
    return new Round(dryRun, takeOver, output).run();
  }

  private final class Round {

    private final boolean dryRun;

    private final boolean takeOver;

    private final Consumer<String> output;

    private String kafka = "";

    private boolean isKafkaRead;

    private Map<String, StoreRecord> recorded = Map.of();

    /** The partitions of a store in this Redis with another partition count; -1 if the number can't be read. */
    private OptionalInt others = OptionalInt.empty();

    Round(boolean dryRun, boolean takeOver, Consumer<String> output) {
      this.dryRun = dryRun;
      this.takeOver = takeOver;
      this.output = output;
    }

    /** What was found in a partition, and why the service refuses it. */
    private record Found(Partition partition, Identity identity, Instant at, Verdict.Refuse refusal) {}

    Result run() {
      askKafka();
      others = otherPartitionCount.find();
      List<Found> refused = refused();
      printFindings(refused);
      List<Found> allowed = refused.stream().filter(found -> takeOver || !found.refusal().foreign()).toList();
      if (allowed.size() < refused.size()) {
        output.accept("The store belongs to another deployment. If you confirm it, the instances of that deployment "
            + "are refused. To do so, add --take-over.");
      }
      if (dryRun || allowed.isEmpty()) {
        return new Result(0, refused.size());
      }
      return confirm(allowed, refused.size());
    }

    private void askKafka() {
      for (int attempt = 1; !isKafkaRead && attempt <= ATTEMPTS; attempt++) {
        try {
          kafka = records.clusterId();
          recorded = records.read();
          isKafkaRead = true;
        } catch (Exception away) {
          if (attempt == ATTEMPTS) {
            output.accept("The state recorded in Kafka can't be read, so only Redis is checked: " + away);
          }
        }
      }
    }

    private List<Found> refused() {
      List<Found> refused = new ArrayList<>();
      for (Partition partition : uncheckedPartitions.all()) {
        IdentityOperations.Stored answer = new IdentityOperations(partition).look();
        Identity identity = Identity.of(answer);
        switch (others.isPresent()
            ? Verdict.otherPartitions(others.getAsInt(), settings.partitions())
            : Verdict.of(identity, own(), knownStates(partition))) {
          case Verdict.Fits _,Verdict.Bind _,Verdict.Create _ -> {
          }
          case Verdict.Refuse refusal -> refused.add(new Found(partition, identity, answer.at(), refusal));
          case Verdict.LostData lost ->
            refused.add(new Found(partition, identity, answer.at(), Verdict.lostData(lost.marked())));
        }
      }
      return refused;
    }

    private Verdict.Own own() {
      return new Verdict.Own(settings.partitions(), kafka,
          settings.identity().tolerance(settings.durability().mode()), settings.identity().create());
    }

    private List<Verdict.KnownState> knownStates(Partition partition) {
      StoreRecord record = recorded.get(partition.keys().identity());
      return record == null ? List.of() : List.of(new Verdict.KnownState("Kafka", record));
    }

    /** Prints each finding once, with the partitions to which it applies. */
    private void printFindings(List<Found> refused) {
      if (refused.isEmpty()) {
        output.accept(isKafkaRead
            ? "The store in Redis matches the state recorded in Kafka. There is nothing to confirm."
            : "Redis alone gives no reason to refuse the store, so nothing was confirmed.");
      }
      refused.stream().collect(Collectors.groupingBy(found -> found.refusal().sentence(), LinkedHashMap::new,
          Collectors.mapping(found -> String.valueOf(found.partition().number()), Collectors.joining(", "))))
          .forEach((sentence, numbers) -> output.accept(
              sentence + (uncheckedPartitions.all().size() == 1 ? "" : " (partitions " + numbers + ")")));
    }

    private Result confirm(List<Found> refused, int all) {
      Epoch epoch = Epoch.create(since(refused), Epoch.Note.CONFIRMED);
      List<Found> confirmed = refused.stream().filter(found -> confirm(found, epoch)).toList();
      otherPartitionCount.removeIdentity(Math.max(others.orElse(0),
          refused.stream().mapToInt(found -> found.identity().partitions()).max().orElse(0)));
      if (!confirmed.isEmpty()) {
        output.accept("Confirmed: the store is used as it is now, as epoch " + epoch.text()
            + (kafka.isEmpty() ? "." : ", with the Kafka cluster " + kafka + "."));
        remember(confirmed, epoch);
      }
      return new Result(confirmed.size(), all - confirmed.size());
    }

    /** The start of the new epoch: later than all known epochs, even if Redis' clock is behind. */
    private Instant since(List<Found> refused) {
      long now = refused.stream().mapToLong(found -> found.at().toEpochMilli()).max().orElse(0);
      long found = refused.stream().mapToLong(it -> it.identity().epoch().since()).max().orElse(0);
      long known = recorded.values().stream().mapToLong(it -> Epoch.parse(it.epoch()).since()).max().orElse(0);
      return Instant.ofEpochMilli(Math.max(now, Math.max(found, known) + 1));
    }

    private boolean confirm(Found found, Epoch epoch) {
      boolean isConfirmed = new IdentityOperations(found.partition())
          .confirm(found.identity().epoch().text(), epoch.text(), settings.partitions(), kafka).epoch()
          .equals(epoch.text());
      if (!isConfirmed) {
        output.accept("Partition " + found.partition().number() + " was changed by somebody else meanwhile. Run "
            + "the command again.");
      }
      return isConfirmed;
    }

    private void remember(List<Found> confirmed, Epoch epoch) {
      try {
        if (!kafka.isEmpty()) {
          records.write(confirmed.stream().collect(Collectors.toMap(found -> found.partition().keys().identity(),
              _ -> new StoreRecord(epoch.text(), 0))));
        }
      } catch (Exception failure) {
        output.accept("The confirmation could not be recorded in Kafka; running instances will do that. " + failure);
      }
    }
  }
}
