package io.seatlock.benchmark.work;

import io.seatlock.benchmark.load.Wrk;
import io.seatlock.benchmark.measure.Work;
import io.seatlock.benchmark.setup.Contender;
import io.seatlock.benchmark.setup.Contenders;
import io.seatlock.benchmark.setup.Service;
import io.seatlock.benchmark.work.manylocks.BurstWork;
import io.seatlock.benchmark.work.manylocks.LatenessWork;
import io.seatlock.benchmark.work.manylocks.MemoryWork;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All works, in the order in which they run and are reported. */
public final class Works {

  private static final int CONNECTIONS = 64;

  /** About the throughput of one instance over Kafka, so that a round takes about as long as those of other works. */
  private static final int REQUESTS_A_SECOND = 6_000;

  private Works() {}

  /** @param folder for temporary files of the load generators */
  public static List<Work> all(Service service, Path folder, int seconds) {
    Wrk wrk = new Wrk(folder, CONNECTIONS, seconds);
    List<Contender> all = Stream
        .concat(Stream.of(service, Contenders.HTTP_ONLY), Contenders.rivals().stream()).toList();
    List<Contender> designs = Stream.concat(Stream.of(service), Contenders.rivals().stream()).toList();
    // The two designs on PostgreSQL have the same read path.
    List<Contender> readers = all.stream().filter(each -> !each.equals(Contenders.SKIP_LOCKED)).toList();
    Map<String, Contender> withEvents = new LinkedHashMap<>();
    withEvents.put("", service);
    withEvents.put("plain.", Contenders.PLAIN);
    return List.of(new LockWork(all, wrk), new RateWork(service, all, wrk),
        new SaleWork("hot", "Hot seat: 1,000 buyers for one seat", designs, CONNECTIONS, 20, 1000, true),
        new SaleWork("onsale", "On-sale: 50,000 buyers for 5,000 seats", designs, CONNECTIONS, 5000, 10, false),
        new GroupWork(designs, CONNECTIONS, 3000), new StatusWork(readers, wrk),
        new KafkaWork(withEvents, REQUESTS_A_SECOND * seconds), new BacklogWork(service, wrk),
        new BurstWork(withEvents),
        new LatenessWork(service), new MemoryWork(service), new ScriptWork(service, seconds),
        new SafeWork(service, wrk), new CallerWork(service, wrk), new StartWork(service),
        new StreamWork(service, Integer.getInteger("benchmark.streams", 5_000), seconds));
  }
}
