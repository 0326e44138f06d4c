package io.seatlock.live.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.live.picture.PictureKeeper.Update;
import io.seatlock.live.feed.FeedState;
import io.seatlock.live.feed.SeatChange;
import io.seatlock.seat.SeatState.Status;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a picture learns from the store, and when it asks. */
class PictureKeeperTests {

  private static final int SEATS = 600;

  private final FakeHouse house = new FakeHouse("v", SEATS);

  private final FeedState feed = new FeedState(System::nanoTime);

  private final RedisTime time = new RedisTime(System::nanoTime);

  private final PictureKeeper keeper = new PictureKeeper("v",
      new Sources(house, house, house, feed, () -> {}), time);

  /** Goes on by hand. */
  private long now = System.nanoTime();

  @BeforeEach
  void firstPicture() {
    assertThat(update()).isEqualTo(Update.RESTARTED);
  }

  private Update update() {
    return keeper.update(now);
  }

  private Update updateLater() {
    now += Duration.ofMillis(1001).toNanos();
    return update();
  }

  private Status status(int index) {
    return Objects.requireNonNull(keeper.picture()).status(index);
  }

  @Test
  void changesOfTheOldPlanAreNotShownInTheNewOne() {
    keeper.add(house.change(400, Status.LOCKED));
    keeper.applyChanges();
    house.put("plan-2", 10);

    assertThat(updateLater()).isEqualTo(Update.RESTARTED);
    assertThat(keeper.changed().isEmpty()).isTrue();
  }

  @Test
  void storeThatIsAwayIsAskedOnceASecond() {
    house.away(true);
    updateLater();
    assertThat(keeper.redisAwaySince()).isNotNull();
    house.away(false);

    update();
    assertThat(keeper.redisAwaySince()).isNotNull();
    updateLater();
    assertThat(keeper.redisAwaySince()).isNull();
  }

  /** It may have lost changes. */
  @Test
  void storeThatIsBackIsReadAnew() {
    house.change(3, Status.LOCKED);
    keeper.refresh();
    update();
    house.away(true);
    updateLater();
    house.setBack(3, Status.AVAILABLE, 0);
    house.away(false);

    assertThat(updateLater()).isEqualTo(Update.SAME);
    assertThat(status(3)).isEqualTo(Status.AVAILABLE);
    assertThat(keeper.changed().stream()).containsExactly(3);
  }

  @Test
  void damagedSeatKeepsNoOtherFromBeingCorrected() {
    List.of(3, 4, 5).forEach(index -> house.change(index, Status.LOCKED));
    house.damage(3);

    updateLater();
    assertThat(List.of(3, 4, 5)).map(this::status).containsExactly(Status.AVAILABLE, Status.LOCKED, Status.LOCKED);
    assertThat(keeper.changed().stream()).containsExactly(4, 5);
    List.of(4, 5).forEach(house::damage);
    house.change(6, Status.LOCKED);
    updateLater();
    assertThat(status(6)).isEqualTo(Status.LOCKED);
  }

  /** Otherwise the loop of a venue that can't be read would run without a rest, and keep every change. */
  @Test
  void changesBeforeTheFirstReadAreDiscarded() {
    PictureKeeper unread = new PictureKeeper("v", new Sources(house, house, house, feed, () -> {}), time);
    house.away(true);
    unread.update(now);
    assertThat(unread.add(house.change(3, Status.LOCKED))).isTrue();

    unread.applyChanges();
    assertThat(unread.isChanging()).isFalse();
    assertThat(unread.add(house.change(4, Status.LOCKED))).as("the next one wakes up the loop").isTrue();
    house.away(false);
    unread.update(now + Duration.ofMillis(1001).toNanos());
    assertThat(Objects.requireNonNull(unread.picture()).status(3)).isEqualTo(Status.LOCKED);
  }

  @Test
  void differencesOfTheOldPlanAreForgotten() {
    keeper.add(house.change(3, Status.LOCKED));
    keeper.applyChanges();
    house.setBack(3, Status.AVAILABLE, 0);
    updateLater();
    house.put("plan-2", 10);
    house.change(3, Status.LOCKED);
    keeper.refresh();
    update();
    house.setBack(3, Status.AVAILABLE, 0);

    updateLater();
    assertThat(status(3)).isEqualTo(Status.LOCKED);
  }

  /** The event of what is shown may have overtaken what was read. */
  @Test
  void olderStateOfTheStoreIsTakenWhenItLasts() {
    keeper.add(house.change(3, Status.LOCKED));
    keeper.applyChanges();
    keeper.changed().clear();
    house.setBack(3, Status.AVAILABLE, 0);

    updateLater();
    assertThat(status(3)).isEqualTo(Status.LOCKED);
    updateLater();
    assertThat(status(3)).isEqualTo(Status.AVAILABLE);
    assertThat(keeper.changed().stream()).containsExactly(3);
  }

  @Test
  void newerStateOfTheStoreIsTakenAtOnce() {
    house.change(3, Status.LOCKED);

    updateLater();
    assertThat(status(3)).isEqualTo(Status.LOCKED);
    assertThat(house.reads).hasValue(1);
  }

  private List<SeatChange> changeAll(Status status) {
    return IntStream.range(0, SEATS).mapToObj(i -> house.change(i, status)).toList();
  }

  @Test
  void manyDifferencesAreReadTogetherWhenNoEventsCome() {
    changeAll(Status.LOCKED);

    updateLater();
    assertThat(house.reads).hasValue(2);
    assertThat(keeper.changed().cardinality()).isEqualTo(SEATS);
    assertThat(status(SEATS - 1)).isEqualTo(Status.LOCKED);
  }

  @Test
  void eventsOnTheirWayAreAwaited() {
    feed.live();
    for (int i = 0; i < 3; i++) {
      List<SeatChange> events = changeAll(i % 2 == 0 ? Status.LOCKED : Status.AVAILABLE);
      updateLater();
      assertThat(keeper.changed().isEmpty()).isTrue();
      events.forEach(keeper::add);
      keeper.applyChanges();
      keeper.changed().clear();
    }
    assertThat(house.reads).hasValue(1);
    assertThat(house.looks).hasValue(0);
  }

  @Test
  void manyDifferencesThatLastAreReadTogetherThoughEventsCome() {
    feed.live();
    changeAll(Status.LOCKED);

    updateLater();
    assertThat(house.reads).hasValue(1);
    updateLater();
    assertThat(house.reads).hasValue(2);
    assertThat(keeper.changed().cardinality()).isEqualTo(SEATS);
  }

  @Test
  void fewThatLastAreMendedThoughManyAreOnTheirWay() {
    feed.live();
    List<SeatChange> events = changeAll(Status.LOCKED);
    updateLater();
    events.stream().filter(event -> !event.equals(events.get(3))).forEach(keeper::add);
    keeper.applyChanges();
    keeper.changed().clear();
    changeAll(Status.FINALIZED);

    updateLater();
    assertThat(house.reads).hasValue(1);
    assertThat(keeper.changed().stream()).containsExactly(3);
  }

  @Test
  void timeOfTheStoreIsSeenWithEachComparison() {
    IntStream.range(0, 60_000).forEach(_ -> house.change(3, Status.LOCKED));

    updateLater();
    assertThat(time.now()).isBetween(house.now(), house.now().plusSeconds(30));
  }
}
