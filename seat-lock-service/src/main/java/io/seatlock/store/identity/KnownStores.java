package io.seatlock.store.identity;

import io.seatlock.store.script.Keys;
import io.seatlock.store.script.Partition;
import io.seatlock.store.settings.StoreSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What this instance knows about the store of each partition; the index is the partition's number. */
public record KnownStores(String keyPrefix, List<KnownStore> all) {

  public static KnownStores of(StoreSettings settings) {
    long tolerance = settings.identity().tolerance(settings.durability().mode());
    return new KnownStores(settings.keyPrefix(),
        IntStream.range(0, settings.partitions()).mapToObj(_ -> new KnownStore(tolerance)).toList());
  }

  public KnownStore of(int partition) {
    return all.get(partition);
  }

  public KnownStore of(Partition partition) {
    return of(partition.number());
  }

  /** The stores by the name of the partition's key {@code seat-identity}. */
  public Map<String, KnownStore> byName() {
    Map<String, KnownStore> byName = new LinkedHashMap<>();
    IntStream.range(0, all.size())
        .forEach(number -> byName.put(new Keys(keyPrefix, number, all.size()).identity(), of(number)));
    return byName;
  }
}
