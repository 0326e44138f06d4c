package io.seatlock.store.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.SeatId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyNameTests {

  private static final SeatId SEAT = new SeatId("royal-hall", "A", "12");

  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void isTheReverseOfEveryNameThatIsChecked(int partitions) {
    Keys keys = new Keys(0, partitions);

    assertName(keys.seats("royal-hall"), keys, KeyName.Kind.SEATS, "royal-hall");
    assertName(keys.lock(SEAT), keys, KeyName.Kind.LOCK, "royal-hall:A:12");
    assertName(keys.deadlines(), keys, KeyName.Kind.DEADLINES, "");
    assertName(keys.holdingsPrefix("royal-hall") + "u:1{}", keys, KeyName.Kind.HOLDINGS, "royal-hall:u:1{}");
    assertName(keys.outbox(), keys, KeyName.Kind.OUTBOX, "");
    assertName(keys.identity(), keys, KeyName.Kind.IDENTITY, "");
    assertName(keys.held("u:1"), keys, KeyName.Kind.HELD, "u:1");
    assertName(keys.choice("hall", "u:1"), keys, KeyName.Kind.CHOICE, "hall:u:1");
    assertName(keys.venues(), keys, KeyName.Kind.VENUES, "");
    assertName(keys.barrier("writer"), keys, KeyName.Kind.BARRIER, "writer");
    assertName(keys.plan("royal-hall"), keys, KeyName.Kind.PLAN, "royal-hall");
    assertName(keys.planSeats("royal-hall", "e.1"), keys, KeyName.Kind.PLAN_SEATS, "royal-hall:e.1");
    assertName(keys.occupancy("royal-hall", "e.1"), keys, KeyName.Kind.OCCUPANCY, "royal-hall:e.1");
    assertName(keys.planDocument("royal-hall", "e.1"), keys, KeyName.Kind.PLAN_DOCUMENT, "royal-hall:e.1");
    assertThat(KeyName.of(keys.occupancy("royal-hall", "e.1")).generation()).isEqualTo("e.1");
    assertThat(KeyName.of(keys.lease()).kind()).isEqualTo(KeyName.Kind.FOREIGN);
  }

  private static void assertName(String key, Keys keys, KeyName.Kind kind, String rest) {
    assertThat(KeyName.of(key)).isEqualTo(new KeyName(key, keys.tag(), kind, rest));
  }

  @Test
  void keyOfAnotherInstallationIsForeign() {
    Keys staging = new Keys("staging:", 2, 8);
    Keys plain = new Keys(2, 8);

    assertThat(KeyName.of("staging:", staging.seats("hall")))
        .isEqualTo(new KeyName(staging.seats("hall"), staging.tag(), KeyName.Kind.SEATS, "hall"));
    assertThat(KeyName.of("staging:", plain.seats("hall")).kind()).isEqualTo(KeyName.Kind.FOREIGN);
    assertThat(KeyName.of("", staging.seats("hall")).kind()).isEqualTo(KeyName.Kind.FOREIGN);
    assertThat(KeyName.of("test:", staging.seats("hall")).kind()).isEqualTo(KeyName.Kind.FOREIGN);
  }

  @Test
  void userMayHaveAnyName() {
    KeyName holdings = KeyName.of("{p3}:seat-holdings:hall:c:{ä}/\"\n");

    assertThat(holdings.venueId()).isEqualTo("hall");
    assertThat(holdings.userId()).isEqualTo("c:{ä}/\"\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "seat", "seats", "my-seats:1", "{x}:seats:1", "seat-outbox-2", "a\nseats:1"})
  void othersKeysAreForeign(String key) {
    assertThat(KeyName.of(key).kind()).isEqualTo(KeyName.Kind.FOREIGN);
  }
}
