package io.seatlock.browsertests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.testkit.AnyRedis;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a buyer does, and what another buyer sees of it. */
@AnyRedis
class SeatMapIntegrationTests extends InTheatre {

  /** Seconds. */
  private static final int FIVE_MINUTES = 300;

  @Test
  void clickedSeatIsHeldAndAnotherWindowSeesIt() {
    Window ann = chromium.window().open(venue, FIVE_MINUTES);
    Window bob = chromium.window().open(venue, FIVE_MINUTES);
    int seat = ann.find("stalls~F", "9");
    String free = bob.colorOf(seat);
    ann.click(seat);
    ann.awaitKind(seat, "mine");
    bob.awaitKind(seat, "held");
    assertThat(bob.colorOf(seat)).isNotEqualTo(free).isNotEqualTo(ann.colorOf(seat));
    assertThat(bob.colorOf(seat + 1)).isEqualTo(free);
    ann.click(seat);
    ann.awaitKind(seat, "free");
    bob.awaitKind(seat, "free");
    assertThat(bob.colorOf(seat)).isEqualTo(free);
  }

  @Test
  void expiredSeatIsFreeOnBothScreensWithoutAClick() {
    Window ann = chromium.window().open(venue, 12);
    Window bob = chromium.window().open(venue, FIVE_MINUTES);
    int seat = ann.find("stalls~F", "9");
    ann.click(seat);
    bob.awaitKind(seat, "held");
    ann.awaitKind(seat, "free");
    bob.awaitKind(seat, "free");
    ann.awaitBasket(0);
    ann.awaitMessage("Stalls, row F, seat 9: no longer yours, the time is over\\..*");
  }

  @Test
  void refusalSaysInWordsWhatToDo() {
    Window ann = chromium.window().open(venue, FIVE_MINUTES);
    int seat = ann.find("stalls~F", "9");
    site.lock(venue, "stalls~F", "9", 60);
    ann.click(seat);
    ann.awaitMessage("Stalls, row F, seat 9: Somebody else is buying this seat\\. Choose another one.*");
    ann.awaitKind(seat, "held");
    ann.awaitBasket(0);
  }

  @Test
  void severalSeatsAreHeldTogetherOrNotAtAll() {
    Window ann = chromium.window().open(venue, FIVE_MINUTES);
    int first = ann.find("stalls~F", "7");
    ann.page().locator("#several").check();
    for (int seat = first; seat < first + 3; seat++) {
      ann.click(seat);
      ann.awaitKind(seat, "chosen");
    }
    ann.page().locator("#hold-chosen").click();
    ann.awaitBasket(3);
    assertThat(List.of(ann.kindOf(first), ann.kindOf(first + 2))).containsOnly("mine");
    // The page gets no more changes, so its view is outdated when it requests the next group.
    ann.page().route("**/seats/stream", route -> route.abort());
    ann.click(first + 3);
    ann.click(first + 4);
    ann.awaitKind(first + 4, "chosen");
    ann.page().evaluate("seatLock.house().close()");
    site.lock(venue, "stalls~F", "11", 60);
    ann.page().locator("#hold-chosen").click();
    ann.awaitMessage("Stalls, row F, seat 11: Somebody else is buying this seat.*");
    ann.awaitBasket(3);
    assertThat(site.status(venue, "stalls~F", "10")).contains("AVAILABLE");
  }

  @Test
  void serviceChoosesTheBestSeats() {
    Window ann = chromium.window().open(venue, FIVE_MINUTES);
    ann.page().locator("#best input[name=count]").fill("4");
    ann.page().locator("#best button").click();
    ann.awaitBasket(4);
    ann.awaitMessage(".*yours for 5 min.*");
    ann.page().locator("#best input[name=count]").fill("50");
    ann.page().locator("#best select").selectOption("Premium 65 €");
    ann.page().locator("#best button").click();
    ann.awaitMessage(".*(Choose fewer|as many seats as one person may).*");
  }

  @Test
  void warningComesInTimeAndOffersMoreTime() {
    Window ann = chromium.window().open(venue, 30);
    int seat = ann.find("stalls~F", "9");
    ann.click(seat);
    ann.awaitBasket(1);
    Object oldEnd = ann.evaluate("seatLock.house().basket.entries()[0][1].endsAt");
    assertThat(ann.page().locator("#warning")).isHidden();
    ann.page().waitForSelector("#warning:not([hidden])");
    assertThat(ann.page().locator("#warning")).containsText("will be free again in");
    ann.page().locator("#seconds").selectOption("300");
    ann.page().locator("#warning button").click();
    ann.awaitMessage("You have more time: (5 min|4 min \\d+ s)\\..*");
    assertThat(ann.page().locator("#warning")).isHidden();
    ann.page().waitForFunction("oldEnd => performance.now() > oldEnd + 1000", oldEnd);
    assertThat(ann.kindOf(seat)).isEqualTo("mine");
    assertThat(site.status(venue, "stalls~F", "9")).contains("LOCKED");
  }

  @Test
  void moreTimeIsNeverLess() {
    Window ann = chromium.window().open(venue, FIVE_MINUTES);
    ann.click(ann.find("stalls~F", "9"));
    ann.awaitBasket(1);
    ann.page().locator("#seconds").selectOption("30");
    ann.press("More time");
    ann.awaitMessage("You have more time: (5 min|4 min( \\d+ s)?)\\..*");
    assertThat(ann.basket().locator(".time").textContent()).matches("5:00|4:\\d\\d");
  }

  @Test
  void basketSurvivesAReloadAndNoSecretIsStored() {
    Window ann = chromium.window().open(venue, FIVE_MINUTES);
    int seat = ann.find("stalls~F", "9");
    ann.click(seat);
    ann.awaitBasket(1);
    ann.reload();
    ann.awaitBasket(1);
    ann.awaitKind(seat, "mine");
    assertThat(ann.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie])").toString())
        .contains("guest-").doesNotContainPattern("[0-9a-f]{32}");
  }

  @Test
  void boughtSeatIsSoldForOthersAndShownAsBoughtToItsBuyer() {
    Window ann = chromium.window().open(venue, FIVE_MINUTES);
    Window bob = chromium.window().open(venue, FIVE_MINUTES);
    int seat = ann.find("stalls~F", "9");
    ann.click(seat);
    ann.awaitBasket(1);
    ann.press("Buy");
    ann.awaitMessage("Stalls, row F, seat 9: bought\\..*");
    bob.awaitKind(seat, "sold");
    ann.reload();
    ann.awaitKind(seat, "bought");
    ann.awaitBasket(0);
  }

  @Test
  void wrongClockOfTheMachineChangesNothing() {
    Window ann = chromium.window().before("""
        const RealDate = Date;
        Date = class extends RealDate {
          constructor(...given) {
            given.length ? super(...given) : super(RealDate.now() + 3 * 3600 * 1000);
          }
          static now() {
            return RealDate.now() + 3 * 3600 * 1000;
          }
        };
        """).open(venue, FIVE_MINUTES);
    int seat = ann.find("stalls~F", "9");
    ann.click(seat);
    ann.awaitBasket(1);
    assertThat(ann.basket().locator(".time").textContent()).matches("5:00|4:\\d\\d");
    ann.reload();
    ann.awaitBasket(1);
    assertThat(ann.basket().locator(".time").textContent()).matches("5:00|4:\\d\\d");
  }
}
