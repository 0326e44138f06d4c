package io.seatlock.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.live.picture.FakeHouse;
import io.seatlock.live.picture.VenuePicture;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.SeatState.Status;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PackedSeatsTests {

  private static VenuePicture picture(int seats) {
    return new VenuePicture(new StoredPlan("plan", FakeHouse.planOf(seats)));
  }

  /** The example of docs/live.md. */
  @Test
  void smallNumbersTakeOneByteEach() {
    PackedSeats packed = new PackedSeats();
    packed.add(0, 1);
    packed.add(5, 1);
    packed.add(6, 2);
    assertThat(packed.member(picture(100))).isEqualTo("\"changes\":\"AREC\"");
  }

  @Test
  void largeGapsTakeMoreBytes() {
    PackedSeats packed = new PackedSeats();
    packed.add(31, 2);
    assertThat(packed.size()).isEqualTo(1);
    packed.add(64, 2);
    assertThat(packed.size()).isEqualTo(3);
    packed.add(65 + 4096, 0);
    assertThat(packed.size()).isEqualTo(6);
  }

  @Test
  void allSeatsAreSentWhenThatIsShorter() {
    VenuePicture picture = picture(40);
    PackedSeats packed = new PackedSeats();
    for (int i = 0; i < 10; i++) {
      picture.set(i, 1, 1);
      packed.add(i, 1);
    }
    assertThat(packed.member(picture)).startsWith("\"changes\":");
    picture.set(10, 2, 1);
    packed.add(10, 2);
    assertThat(packed.member(picture)).isEqualTo("\"bits\":\"VVVYAAAAAAAAAA==\"");
  }

  @Test
  void clientUnpacksWhatWasPacked() {
    Random random = new Random(9);
    for (int round = 0; round < 200; round++) {
      int seats = 1 + random.nextInt(3000);
      VenuePicture picture = picture(seats);
      ShownSeats shown = new ShownSeats(names(picture));
      Map<String, String> wanted = new TreeMap<>();
      PackedSeats packed = new PackedSeats();
      BitSet taken = new BitSet();
      random.ints(random.nextInt(seats), 0, seats).forEach(taken::set);
      for (int i = taken.nextSetBit(0); i >= 0; i = taken.nextSetBit(i + 1)) {
        int state = 1 + random.nextInt(2);
        picture.set(i, state, 1);
        packed.add(i, state);
        wanted.put(shown.names().get(i), List.of(Status.values()).get(state).name());
      }
      shown.apply(JsonMapper.shared().readTree("{" + packed.member(picture) + "}"));
      assertThat(shown.differences(wanted)).isEmpty();
    }
  }

  private static List<String> names(VenuePicture picture) {
    return java.util.stream.IntStream.range(0, picture.size()).mapToObj(picture::seat)
        .map(seat -> seat.row() + "-" + seat.seat()).toList();
  }
}
