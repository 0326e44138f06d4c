package io.seatlock.browsertests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import io.seatlock.testkit.AnyRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A double click does what a click does. */
@AnyRedis
class DoubleClickIntegrationTests extends InTheatre {

  private final List<String> calls = new ArrayList<>();

  private Window ann;

  /** Notes the calls for locks. */
  @BeforeEach
  void open() {
    ann = chromium.window().open(venue, 300);
    ann.page().onRequest(request -> {
      if (request.url().contains("/locks") && !request.method().equals("GET")) {
        calls.add(request.method());
      }
    });
  }

  @Test
  void doubleClickInThePictureHoldsTheSeat() {
    int seat = ann.find("stalls~F", "9");
    ann.click(seat);
    ann.awaitKind(seat, "mine");
    ann.clickAgain(seat);

    ann.click(seat + 1);
    ann.awaitKind(seat + 1, "mine");
    assertThat(calls).containsExactly("POST", "POST");
  }

  @Test
  void doubleClickInTheListHoldsTheSeat() {
    Locator buttons = ann.page().locator("#list .seats button");
    buttons.nth(0).click();
    assertThat(buttons.nth(0)).hasAttribute("aria-pressed", "true");
    ann.awaitBasket(1);
    buttons.nth(0).dispatchEvent("click", Map.of("detail", 2));

    buttons.nth(2).click();
    ann.awaitBasket(2);
    assertThat(calls).containsExactly("POST", "POST");
  }

  @Test
  void doubleClickOnFindAndHoldHoldsTheSeatsOnce() {
    ann.page().locator("#best button").click();
    ann.awaitBasket(2);
    ann.page().locator("#best button").dispatchEvent("click", Map.of("detail", 2));

    ann.click(ann.find("stalls~A", "1"));
    ann.awaitBasket(3);
    assertThat(calls).containsExactly("POST", "POST");
  }

  @Test
  void doubleClickLetsOneSeatGo() {
    int seat = ann.find("stalls~F", "9");
    ann.click(seat);
    ann.awaitBasket(1);
    ann.click(seat + 1);
    ann.awaitBasket(2);
    Locator buttons = ann.basket().locator("button");
    buttons.first().click();
    ann.awaitBasket(1);
    buttons.first().dispatchEvent("click", Map.of("detail", 2));

    ann.click(seat + 2);
    ann.awaitBasket(2);
    assertThat(calls).containsExactly("POST", "POST", "DELETE", "POST");
  }

  @Test
  void seatsAreHeldOnceThoughTheAnswerIsSlow() {
    List<Route> held = new ArrayList<>();
    ann.page().route("**/locks/best", held::add);
    ann.page().locator("#best button").click();
    ann.page().waitForCondition(() -> held.size() == 1);
    ann.page().locator("#best button").click();

    held.getFirst().resume();
    ann.awaitBasket(2);
    assertThat(calls).containsExactly("POST");
  }
}
