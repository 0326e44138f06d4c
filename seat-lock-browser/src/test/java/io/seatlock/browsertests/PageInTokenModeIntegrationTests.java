package io.seatlock.browsertests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import io.seatlock.plans.ExamplePlans;
import io.seatlock.testkit.LongRunning;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page with a service in token mode. */
@LongRunning
class PageInTokenModeIntegrationTests {

  private static final Site SITE = Site.withTokens();

  @RegisterExtension
  private final Chromium chromium = new Chromium();

  @BeforeAll
  static void putPlan() {
    SITE.putPlan("tokens", ExamplePlans.theatre());
  }

  @Test
  void embeddersTokenIsSentWithEachCallAndStoredNowhere() {
    String token = SITE.token("ann");
    Window ann = window().before("""
        let asked = 0;
        globalThis.seatLock = { token: async () => { asked++; return '%s'; }, asked: () => asked };
        """.formatted(token)).open("tokens", 300);
    Window bob = window().before("globalThis.seatLock = { token: () => '%s' };".formatted(SITE.token("bob")))
        .open("tokens", 300);
    int seat = ann.find("stalls~F", "9");
    ann.click(seat);
    ann.awaitBasket(1);
    bob.awaitKind(seat, "held");
    ann.reload();
    ann.awaitBasket(1);
    assertThat((Integer) ann.evaluate("seatLock.asked()")).isGreaterThanOrEqualTo(3);
    assertThat(ann.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie])").toString())
        .doesNotContain(token.substring(0, 20));
    // A buyer's token may not sell seats, so the page says where to buy.
    assertThat(ann.page().locator("#basket .buy")).isHidden();
    assertThat(ann.page().locator("#basket .reason")).containsText("it sells you the seats that you hold here");
    ann.press("Let all go");
    bob.awaitKind(seat, "free");
  }

  /** The stream ends now and then, and tokens expire sooner than a buyer leaves. */
  @Test
  void streamGoesOnWithARenewedTokenAfterTheOldOneHasExpired() {
    SITE.putPlan("renewal", ExamplePlans.theatre());
    Window ann = window().before("""
        let token = '%1$s';
        let renewed = 0;
        globalThis.seatLock = {
          token: ({ renew }) => {
            if (renew) {
              token = '%1$s';
              renewed++;
            }
            return token;
          },
          expire: () => { token = 'expired'; },
          renewed: () => renewed
        };
        """.formatted(SITE.token("ann"))).open("renewal", 300);
    ann.click(ann.find("stalls~H", "9"));
    ann.awaitBasket(1);
    assertThat((Integer) ann.evaluate("seatLock.renewed()")).isZero();

    ann.evaluate("seatLock.house().close()");
    ann.awaitConnection("closed");
    ann.evaluate("seatLock.expire(); seatLock.house().open()");

    ann.awaitLive();
    assertThat(ann.page().locator("#login")).isHidden();
    assertThat((Integer) ann.evaluate("seatLock.renewed()")).isEqualTo(1);
  }

  @Test
  void withoutATokenThePageAsksForOneAndForgetsIt() {
    Window ann = window();
    ann.page().navigate(SITE.url("/?venue=tokens"));
    ann.awaitMessage("You are not logged in.*");
    logIn(ann, "ann");
    int seat = ann.find("stalls~G", "9");
    ann.click(seat);
    ann.awaitKind(seat, "mine");
    ann.page().reload();
    assertThat(ann.page().locator("#login")).isVisible();
  }

  @Test
  void crowdIsForOperatorsOnly() {
    Window ann = window().before("globalThis.seatLock = { token: () => '%s' };".formatted(SITE.token("ann")))
        .open("tokens", 300);
    assertThat(ann.page().locator("#crowd")).isHidden();
    Window boss = window().before("globalThis.seatLock = { token: () => '%s' };".formatted(SITE.token("boss")))
        .open("tokens", 300);
    assertThat(boss.page().locator("#crowd")).isVisible();
  }

  @Test
  void crowdIsHiddenIfABuyerLogsInAfterAnOperator() {
    Window shared = window();
    shared.page().navigate(SITE.url("/?venue=tokens"));
    logIn(shared, "boss");
    assertThat(shared.page().locator("#crowd")).isVisible();
    // As if the operator's token had expired.
    shared.evaluate("document.querySelector('#login').hidden = false");
    logIn(shared, "ann");
    assertThat(shared.page().locator("#crowd")).isHidden();
  }

  private static void logIn(Window window, String caller) {
    window.page().locator("#login input").fill(SITE.token(caller));
    window.page().locator("#login button").click();
    assertThat(window.page().locator("#login")).isHidden();
    window.awaitLive();
  }

  private Window window() {
    return chromium.window(SITE, new NewContextOptions().setViewportSize(1280, 860));
  }
}
