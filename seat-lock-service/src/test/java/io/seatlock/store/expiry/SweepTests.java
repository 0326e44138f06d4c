package io.seatlock.store.expiry;

import static io.seatlock.store.script.FakeScript.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.store.script.FakeScript;
import io.seatlock.store.script.Partition;
import io.seatlock.store.script.Partitions;
import io.seatlock.store.script.ScriptCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SweepTests {

  private static final long NOW = 1_000_000;

  private static final Duration POLL = Duration.ofMillis(100);

  private final FakeScript script = new FakeScript();

  private final Partition partition = FakeScript.partition(0, 1, script);

  private final Sweep sweep = new Sweep(new Partitions(List.of(partition)), POLL);

  /** @param next the next deadline, or 0 */
  private Duration restWith(long next, String... due) {
    List<Object> words = new ArrayList<>(reply("DUE", NOW, next));
    words.addAll(reply((Object[]) due));
    script.answerAlways(command -> switch (command.operation()) {
      case "due" -> words;
      case "postpone" -> reply("POSTPONED", NOW);
      case "expire" -> expire(namesOf(command));
      default -> throw new IllegalArgumentException(command.operation());
    });
    return sweep.runOnce(partition);
  }

  private static List<Object> expire(List<String> names) {
    List<Object> conflicts = new ArrayList<>();
    for (int place = 0; place < names.size(); place++) {
      if (names.get(place).startsWith("full")) {
        return reply("ERROR", NOW, "OOM");
      }
      if (names.get(place).contains(":broken:")) {
        conflicts.add(reply((long) place, "SEAT_DAMAGED", 0L));
      }
    }
    List<Object> answer = new ArrayList<>(reply(conflicts.isEmpty() ? "DONE" : "REFUSED", NOW));
    answer.addAll(conflicts);
    return answer;
  }

  /** The seats of a command: behind the prefix of the holdings and their number, field and name of each. */
  private static List<String> namesOf(ScriptCommand command) {
    return IntStream.range(2, command.args().size()).filter(i -> i % 2 == 1).mapToObj(command.args()::get).toList();
  }

  private Stream<ScriptCommand> commands(String operation) {
    return script.sent.stream().flatMap(call -> call.commands().stream())
        .filter(command -> command.operation().equals(operation));
  }

  private List<String> expired() {
    return commands("expire").flatMap(command -> namesOf(command).stream()).toList();
  }

  @Test
  void restsUntilTheNextDeadline() {
    assertThat(restWith(NOW + 30)).isEqualTo(Duration.ofMillis(30));
  }

  @Test
  void looksAgainAfterThePollForDeadlinesSetMeanwhile() {
    assertThat(restWith(NOW + 3_600_000)).isEqualTo(POLL);
    assertThat(restWith(0)).isEqualTo(POLL);
  }

  @Test
  void gathersDeadlinesThatLieCloseTogether() {
    assertThat(restWith(NOW + 1)).isEqualTo(Duration.ofMillis(4));
  }

  @Test
  void expiresAllThatIsDue() {
    restWith(0, "hall:A:1", "hall:A:2");

    assertThat(expired()).containsExactly("hall:A:1", "hall:A:2");
  }

  @Test
  void goesOnWithoutRestWhileThereIsMore() {
    String[] full = IntStream.range(0, 512).mapToObj(i -> "hall:A:" + i).toArray(String[]::new);

    assertThat(restWith(NOW + 50, full)).isZero();
    assertThat(expired()).hasSize(512);
  }

  @Test
  void oneThatCanNotBeExpiredDoesNotKeepTheOthers() {
    restWith(0, "hall:A:1", "hall:broken:1", "no seat", "_:_:_", "hall:A:2");

    assertThat(expired()).containsExactly("hall:A:1", "hall:broken:1", "hall:A:2");
  }

  @Test
  void manyThatRedisDoesNotLetExpireAreTriedAgainWithRestAndLoggedOnce(CapturedOutput output) {
    String[] full = IntStream.range(0, 512).mapToObj(i -> "full:A:" + i).toArray(String[]::new);

    assertThat(restWith(0, full)).isEqualTo(POLL);
    assertThat(restWith(0, full)).isEqualTo(POLL);

    assertThat(output.getOut()).containsOnlyOnce("512 of the seats that are due can't be expired");
  }

  @Test
  void whatIsDamagedIsPostponedAndLoggedOnce(CapturedOutput output) {
    restWith(0, "hall:A:1", "hall:broken:1", "no seat");
    restWith(0, "hall:A:1", "hall:broken:1", "no seat");

    assertThat(commands("postpone")).hasSize(2)
        .allSatisfy(command -> assertThat(command.args()).containsExactly("60000", "2", "no seat", "hall:broken:1"));
    assertThat(output.getOut()).containsOnlyOnce("2 entries of the deadlines can't be expired");
  }
}
