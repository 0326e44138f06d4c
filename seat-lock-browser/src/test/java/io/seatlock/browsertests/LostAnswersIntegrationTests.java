package io.seatlock.browsertests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import io.seatlock.testkit.AnyRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Calls that the service carries out though the page gets no answer. */
@AnyRedis
class LostAnswersIntegrationTests extends InTheatre {

  private static final String NO_ANSWER = "There is no connection to the seats\\..*";

  /** Returns when the page has read the basket for the first time. */
  private Window open() {
    Window window = chromium.window();
    awaitBasketOf(window, () -> window.open(venue, 300));
    return window;
  }

  private static void awaitBasketOf(Window window, Runnable action) {
    window.page().waitForResponse(answer -> answer.url().contains("/users/"), action).finished();
  }

  private static void onPost(Window window, String path, Consumer<Route> handler) {
    window.page().route(url -> url.endsWith(path), route -> {
      if (route.request().method().equals("POST")) {
        handler.accept(route);
      } else {
        route.resume();
      }
    });
  }

  private static void loseAnswer(Route route) {
    route.fetch();
    route.abort();
  }

  @Test
  void heldSeatIsTheUsersThoughTheAnswerWasLost() {
    Window ann = open();
    onPost(ann, "/locks", LostAnswersIntegrationTests::loseAnswer);
    int seat = ann.find("stalls~F", "9");

    ann.click(seat);

    ann.awaitMessage(NO_ANSWER);
    ann.awaitKind(seat, "mine");
    ann.awaitBasket(1);
  }

  @Test
  void seatThatIsHeldLaterIsTheUsersToo() {
    Window ann = open();
    List<String> calls = new ArrayList<>();
    onPost(ann, "/locks", route -> {
      calls.add(route.request().postData());
      route.abort();
    });
    int seat = ann.find("stalls~F", "9");
    awaitBasketOf(ann, () -> ann.click(seat));
    assertThat(ann.kindOf(seat)).isEqualTo("free");

    assertThat(site.call("POST", "/locks", calls.getFirst()).statusCode()).isEqualTo(200);

    ann.awaitKind(seat, "mine");
    ann.awaitBasket(1);
  }

  @Test
  void repeatedWishForTheBestSeatsGetsThoseOfTheFirstTry() {
    Window ann = open();
    onPost(ann, "/locks/best", LostAnswersIntegrationTests::loseAnswer);
    ann.page().locator("#best button").click();
    ann.awaitMessage(NO_ANSWER);
    ann.awaitBasket(2);
    ann.page().unrouteAll();

    ann.page().locator("#best button").click();
    ann.awaitMessage(".*yours for .*");
    ann.awaitBasket(2);

    ann.page().locator("#best button").click();
    ann.awaitBasket(4);
  }
}
