package io.seatlock.browsertests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import io.seatlock.plans.ExamplePlans;
import io.seatlock.testkit.AnyRedis;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that arrive after the user has chosen another venue. */
@AnyRedis
class HouseChoiceIntegrationTests extends InTheatre {

  private final String first = "first-" + UUID.randomUUID();

  private final String second = "second-" + UUID.randomUUID();

  private final String withoutPlan = "none-" + UUID.randomUUID();

  private Window ann;

  /** Shows the theatre; both other houses have one seat. */
  @BeforeEach
  void openTheatre() {
    for (String house : List.of(first, second)) {
      site.putPlan(house, """
          {"name":"House %s","size":{"width":200,"height":100},"categories":[{"name":"all","color":"#3565c4"}],
           "zones":[{"name":"Floor","zone_id":"a","position":{"x":0,"y":0},
            "rows":[{"row_number":"1","position":{"x":50,"y":50},
             "seats":[{"seat_number":"1","seat_guid":"1","position":{"x":0,"y":0},"category":"all"}]}]}]}
          """.formatted(house).getBytes(StandardCharsets.UTF_8));
    }
    // The page gives up a call after 8 s, but those that are held back must last.
    ann = chromium.window().before("AbortSignal.timeout = () => new AbortController().signal;").open(venue, 300);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void lastChosenHouseIsShownInWhicheverOrderThePlansArrive(boolean firstComesFirst) {
    List<Route> plans = holdBack("GET", "/venues/" + first + "/plan");
    List<Route> otherPlans = holdBack("GET", "/venues/" + second + "/plan");
    choose(first);
    awaitHeldBack(plans, 1);
    choose(second);
    awaitHeldBack(otherPlans, 1);

    letGo(firstComesFirst ? plans.getFirst() : otherPlans.getFirst());
    letGo(firstComesFirst ? otherPlans.getFirst() : plans.getFirst());

    awaitHouse(second);
    ann.awaitLive();
    assertThat(find("h1")).hasText("House " + second);
    assertThat(ann.page()).hasTitle(Pattern.compile("House " + second));
    assertThat(ann.page()).hasURL(Pattern.compile("venue=" + second));
    assertThat(find("#house input[name=venue]")).hasValue(second);
    ann.click(0);
    ann.awaitBasket(1);
    assertThat(site.status(second, "1", "1")).contains("LOCKED");
    assertThat(site.status(first, "1", "1")).contains("AVAILABLE");
  }

  @Test
  void refusalOfAnEarlierChoiceIsNotShown() {
    List<Route> plans = holdBack("GET", "/venues/" + first + "/plan");
    choose(first);
    awaitHeldBack(plans, 1);
    choose(second);
    awaitHouse(second);

    answer(plans.getFirst(), () -> plans.getFirst().fulfill(new Route.FulfillOptions().setStatus(401)
        .setContentType("application/problem+json").setBody("{\"code\":\"UNAUTHORIZED\"}")));

    assertThat(find("#login")).isHidden();
    assertThat(find("#message")).isHidden();
    assertThat(find("#best")).isVisible();
  }

  @Test
  void examplePlansAreNotOfferedForTheNextHouse() {
    List<Route> offers = holdBack("HEAD", "/plans/theatre.json");
    choose(withoutPlan);
    awaitHeldBack(offers, 1);
    choose(second);
    awaitHouse(second);

    letGo(offers.getFirst());

    assertThat(find("#house .plans")).isHidden();
  }

  @Test
  void nothingOfTheLastHouseCanBeUsedUntilTheNextIsThere() {
    choose(withoutPlan);
    ann.awaitMessage("This house has no plan yet\\..*");
    assertThat(find("h1")).hasText(withoutPlan);
    for (String widget : List.of("#list", "#picture", "#basket", "#best")) {
      assertThat(find(widget)).isHidden();
    }
    choose(first);
    awaitHouse(first);
    assertThat(find("#best")).isVisible();
    List<Route> plans = holdBack("GET", "/venues/" + second + "/plan");
    choose(second);
    awaitHeldBack(plans, 1);
    assertThat(ann.evaluate("document.querySelector('#best').inert")).isEqualTo(true);
    letGo(plans.getFirst());
    awaitHouse(second);
    assertThat(ann.evaluate("document.querySelector('#best').inert")).isEqualTo(false);
  }

  @ParameterizedTest
  @CsvSource({"/locks, 1", "/locks/best, 2"})
  void lockInTheLastHouseIsNotReportedInTheNext(String call, int seats) {
    List<Route> locks = holdBack("POST", call);
    if (seats == 1) {
      ann.click(ann.find("stalls~F", "9"));
    } else {
      find("#best button").click();
    }
    awaitHeldBack(locks, 1);
    choose(second);
    awaitHouse(second);

    letGo(locks.getFirst());

    assertThat(find("#message")).isHidden();
    ann.awaitBasket(0);
    choose(venue);
    ann.awaitBasket(seats);
  }

  @Test
  void allSeatsAreLetGoInTheHouseOfTheClick() {
    site.putPlan(first, ExamplePlans.hall(2, 30));
    choose(first);
    awaitHouse(first);
    ann.awaitLive();
    ann.evaluate("""
        (async () => {
          const house = seatLock.house();
          await house.hold(house.plan.seats.slice(0, 50));
          await house.hold(house.plan.seats.slice(50, 55));
        })()""");
    ann.awaitBasket(55);
    List<Route> unlocks = holdBack("DELETE", "/locks");
    ann.press("Let all go");
    awaitHeldBack(unlocks, 1);
    choose(second);
    awaitHouse(second);

    letGo(unlocks.getFirst());
    awaitHeldBack(unlocks, 2);

    assertThat(unlocks.get(1).request().postData()).contains(first);
    letGo(unlocks.get(1));
  }

  @ParameterizedTest
  @CsvSource({"GET, /plans/theatre.json", "PUT, /plan"})
  void planOfAnEarlierChoiceIsStoredThereAndNotShown(String method, String path) {
    choose(withoutPlan);
    find("#house .plans button").first().waitFor();
    List<Route> calls = holdBack(method, path);
    find("#house .plans button").first().click();
    awaitHeldBack(calls, 1);
    choose(second);
    awaitHouse(second);

    letGo(calls.getFirst());

    ann.awaitMessage(withoutPlan + ": The plan is in use: .*");
    assertThat(find("h1")).hasText("House " + second);
    assertThat(site.call("GET", "/venues/" + second + "/plan", null).body()).contains("House " + second);
  }

  @Test
  void choiceOfSeveralSeatsIsKeptInTheNextHouse() {
    find("#several").check();
    choose(second);
    awaitHouse(second);
    ann.awaitLive();
    ann.click(0);
    ann.awaitKind(0, "chosen");
  }

  private Locator find(String selector) {
    return ann.page().locator(selector);
  }

  private void choose(String house) {
    find("#house input[name=venue]").fill(house);
    find("#house button[type=submit]").click();
  }

  private void awaitHouse(String house) {
    ann.page().waitForFunction("house => seatLock.house()?.venueId === house", house);
  }

  /** From now on these calls wait for {@link #letGo}. */
  private List<Route> holdBack(String method, String path) {
    List<Route> held = new ArrayList<>();
    ann.page().route(url -> url.endsWith(path), route -> {
      if (route.request().method().equals(method)) {
        held.add(route);
      } else {
        route.resume();
      }
    });
    return held;
  }

  private void awaitHeldBack(List<Route> held, int calls) {
    ann.page().waitForCondition(() -> held.size() == calls);
  }

  private void letGo(Route held) {
    answer(held, held::resume);
  }

  /** Returns when the page has the answer, and has made another call since. */
  private void answer(Route held, Runnable answering) {
    ann.page().waitForResponse(answer -> answer.request().equals(held.request()), answering).finished();
    ann.evaluate("fetch('page/icon.svg', { cache: 'no-store' }).then(icon => icon.text())");
  }
}
