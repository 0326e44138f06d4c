package io.seatlock.standalone.crowd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatlock.plan.Occupancy;
import io.seatlock.plan.PlanSeat;
import io.seatlock.plan.Plans;
import io.seatlock.plan.SeatingPlan;
import io.seatlock.plan.StoredPlan;
import io.seatlock.seat.InvalidRequest;
import io.seatlock.seat.Outcome;
import io.seatlock.seat.SeatCommand;
import io.seatlock.seat.Seats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

class CrowdTests {

  private static final int ROWS = 5;

  private static final int SEATS = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final House house = new House();

  private final RefusingSeats seats = new RefusingSeats();

  private final Crowd crowd = new Crowd(seats, house, new SimpleMeterRegistry());

  @Test
  void buyersComeUntilTheyAreStopped() {
    assertThat(crowd.start("v", 200).running()).isTrue();
    await().atMost(PATIENCE).until(() -> seats.calls.get() > 20);
    assertThat(crowd.stop()).isEqualTo(Crowd.State.NOBODY);
    await().during(Duration.ofMillis(200)).atMost(PATIENCE).until(new Unchanged(seats.calls)::holds);
  }

  @Test
  void partyWantsFreeSeatsSideBySide() {
    HouseSnapshot snapshot = new HouseSnapshot(house, "v");
    // The third seat of each row is taken.
    house.taken = 2;
    snapshot.refresh();
    for (int i = 0; i < 500; i++) {
      List<PlanSeat> party = snapshot.choose(4);
      assertThat(party).extracting(PlanSeat::run).containsOnly(party.getFirst().run());
      assertThat(party.getLast().index() - party.getFirst().index()).isEqualTo(party.size() - 1);
      assertThat(party).extracting(PlanSeat::place).doesNotContain(2);
    }
  }

  @Test
  void frontOfTheHouseFillsFirst() {
    HouseSnapshot snapshot = new HouseSnapshot(house, "v");
    snapshot.refresh();
    long front = 0;
    for (int i = 0; i < 1_000; i++) {
      front += snapshot.choose(1).getFirst().run() == 0 ? 1 : 0;
    }
    assertThat(front).isGreaterThan(1_000 / ROWS * 3 / 2);
  }

  @Test
  void invalidStartIsRefused() {
    assertThatThrownBy(() -> crowd.start("v", 0)).isInstanceOf(InvalidRequest.class).hasMessageContaining("1 to 2000");
    assertThatThrownBy(() -> crowd.start("v", 2_001)).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> crowd.start("v", null)).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> crowd.start(null, 1)).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> crowd.start("elsewhere", 1)).isInstanceOf(InvalidRequest.class)
        .hasMessageContaining("no seating plan");
    assertThat(crowd.state().running()).isFalse();
  }

  /** True while a number stays as it was last seen: buyers who came before the stop may still call after it. */
  private static final class Unchanged {

    private final AtomicInteger number;

    private int last = -1;

    Unchanged(AtomicInteger number) {
      this.number = number;
    }

    boolean holds() {
      int before = last;
      last = number.get();
      return last == before;
    }
  }

  /** Refuses every command and counts the calls. */
  private static final class RefusingSeats implements Seats {

    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public Outcome perform(SeatCommand command) {
      calls.incrementAndGet();
      return new Outcome.Refused(Instant.EPOCH, List.of());
    }

    @Override
    public CompletableFuture<Outcome> submit(SeatCommand command) {
      return CompletableFuture.completedFuture(perform(command));
    }
  }

  /** Five rows of eight seats, one behind the other. */
  private static final class House implements Plans {

    /** Index of the taken seat in each row; -1: none is taken. */
    private int taken = -1;

    @Override
    public @Nullable StoredPlan find(String venueId) {
      List<PlanSeat> all = new ArrayList<>();
      for (int index = 0; index < ROWS * SEATS; index++) {
        int row = index / SEATS;
        all.add(new PlanSeat(index, "R" + row, String.valueOf(index % SEATS), 0, -1, row, index % SEATS, index % SEATS,
            row * 50.0, false, null));
      }
      return venueId.equals("v")
          ? new StoredPlan("e", SeatingPlan.of("House", new SeatingPlan.Size(8, 300),
              List.of(new SeatingPlan.Section("s", "S")), List.of(), all, new SeatingPlan.Point(4, 0), false))
          : null;
    }

    @Override
    public @Nullable String etag(String venueId) {
      StoredPlan found = find(venueId);
      return found == null ? null : found.etag();
    }

    @Override
    public Occupancy occupancy(String venueId) {
      byte[] bits = new byte[ROWS * SEATS / 4];
      for (int row = 0; taken >= 0 && row < ROWS; row++) {
        int index = row * SEATS + taken;
        bits[index >> 2] |= (byte) (1 << (6 - 2 * (index & 3)));
      }
      return new Occupancy("e", Instant.EPOCH, bits);
    }

    @Override
    public @Nullable Now now(String venueId) {
      StoredPlan stored = find(venueId);
      return stored == null ? null : new Now(stored, occupancy(venueId));
    }

    @Override
    public Put put(String venueId, byte[] document, SeatingPlan plan) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String venueId) {
      throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Document document(String venueId) {
      throw new UnsupportedOperationException();
    }
  }
}
