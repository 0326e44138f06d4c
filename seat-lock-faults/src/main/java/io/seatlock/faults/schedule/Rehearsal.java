package io.seatlock.faults.schedule;

import io.seatlock.faults.load.Mix;
import io.seatlock.faults.rig.Await;
import io.seatlock.faults.rig.Folders;
import io.seatlock.faults.rig.QuickStart;
import io.seatlock.faults.rig.ServiceCode;
import io.seatlock.faults.schedule.Schedule.Theme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** One start, a little load and an end in order, from which all later starts learn. */
public final class Rehearsal {

  private static final long ENOUGH_CALLS = 300;

  /** It writes the cache before it ends. */
  private static final Duration WRITING = Duration.ofMinutes(5);

  private Rehearsal() {}

  /**
   * The service, quick to start.
   *
   * @param folder for what is learned; used again by the next run, as long as the class path is the same
   */
  public static ServiceCode learn(Path folder) {
    QuickStart start = QuickStart.in(Folders.existing(folder));
    if (!start.isLearned()) {
      rehearse(start, Folders.empty(folder.resolve("rehearsal")));
    }
    return start.quick();
  }

  private static void rehearse(QuickStart start, Path folder) {
    Schedule nothing = Schedule.of(new Theme("rehearsal", List.of(), "", Ground.single(1)),
        new Timeline(new Random(0)), 0);
    try (Stage stage = new Stage(nothing, start.learning(), folder)) {
      stage.load().start(Mix.QUIET);
      Await.until(Duration.ofSeconds(30), () -> stage.pulse().calls() > ENOUGH_CALLS);
      stage.load().stop(true);
      stage.services().forEach(service -> service.terminate(WRITING));
    }
  }
}
