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
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Confirms the store in Redis as it is now, on the command of an operator ({@code confirm-store}). */
final class StoreConfirmation {

  /** How often Kafka is asked. The first answer may take a client that has just been started longer than its limit. */
  private static final int ATTEMPTS = 3;

  private final Partitions uncheckedPartitions;

  private final OtherPartitionCount otherLayout;

  private final StoreRecords records;

  private final StoreSettings settings;

  /** @param uncheckedPartitions partitions whose scripts run without a check of the store's identity */
  StoreConfirmation(Partitions uncheckedPartitions, OtherPartitionCount otherLayout, StoreRecords records,
      StoreSettings settings) {
    this.uncheckedPartitions = uncheckedPartitions;
    this.otherLayout = otherLayout;
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

    private Map<String, StoreRecord> recalled = Map.of();

    /** The number of partitions of a store in this Redis with another partition count; 0 if there is none. */
    private int others;

    Round(boolean dryRun, boolean takeOver, Consumer<String> output) {
      this.dryRun = dryRun;
      this.takeOver = takeOver;
      this.output = output;
    }

    /** What was found in a partition, and why the service refuses it. */
    private record Found(Partition partition, Identity identity, Instant at, Verdict.Refuse refusal) {}

    Result run() {
      askKafka();
      others = otherLayout.find().orElse(0);
      List<Found> refused = refused();
      printFindings(refused);
      List<Found> allowed = refused.stream().filter(found -> takeOver || !found.refusal().foreign()).toList();
      if (allowed.size() < refused.size()) {
        output.accept("It belongs to another deployment, whose instances will be refused afterwards. To confirm it "
            + "nevertheless, add --take-over.");
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
          recalled = records.read();
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
        switch (others > 0
            ? Verdict.otherPartitions(others, settings.partitions())
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
      StoreRecord remembered = recalled.get(partition.keys().identity());
      return remembered == null ? List.of() : List.of(new Verdict.KnownState("Kafka", remembered));
    }

    /** Prints each finding once, with the partitions to which it applies. */
    private void printFindings(List<Found> refused) {
      if (refused.isEmpty()) {
        output.accept(isKafkaRead
            ? "The store in Redis is the one that is remembered. There is nothing to confirm."
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
      otherLayout.removeIdentity(Math.max(others,
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
      long known = recalled.values().stream().mapToLong(it -> Epoch.parse(it.epoch()).since()).max().orElse(0);
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
