package io.seatlock.browsertests;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.testkit.LongRunning;
import org.junit.jupiter.api.Test;

/** Broken streams, hidden pages and pages without a network. */
@LongRunning
class ConnectionIntegrationTests extends InTheatre {

  @Test
  void lossOfTheServiceIsShownAndChangesAreShownAfterItsRestart() {
    Window ann = chromium.window().open(venue, 300);
    int own = ann.find("stalls~F", "9");
    ann.click(own);
    ann.awaitBasket(1);
    site.service().kill();
    ann.awaitConnection("waiting");
    ann.click(own + 1);
    ann.awaitMessage("There is no connection to the seats\\..*");
    site.service().restart();
    site.service().awaitReady();
    site.lock(venue, "stalls~G", "9", 60);
    ann.awaitLive();
    ann.awaitKind(ann.find("stalls~G", "9"), "held");
    ann.awaitKind(own, "mine");
    ann.click(own + 1);
    ann.awaitBasket(2);
  }

  @Test
  void hiddenPageHasNoStreamAndSeesEverythingWhenItIsShown() {
    Window ann = chromium.window().open(venue, 300);
    hide(ann, true);
    ann.awaitConnection("closed");
    site.lock(venue, "stalls~F", "9", 60);
    hide(ann, false);
    ann.awaitLive();
    ann.awaitKind(ann.find("stalls~F", "9"), "held");
  }

  @Test
  void pageIsLiveAgainEvenIfNothingHasChanged() {
    Window ann = chromium.window().open(venue, 300);
    hide(ann, true);
    ann.awaitConnection("closed");
    hide(ann, false);
    ann.awaitLive();
  }

  @Test
  void pageShowsThatItIsOfflineAndReconnectsByItself() {
    Window ann = chromium.window().open(venue, 300);
    ann.page().context().setOffline(true);
    ann.awaitConnection("offline");
    assertThat(ann.page().locator("#connection").textContent()).isEqualTo("Offline");
    // This change may still arrive, because an offline browser keeps its open connections.
    site.lock(venue, "stalls~F", "9", 60);
    ann.page().context().setOffline(false);
    ann.awaitLive();
    ann.awaitKind(ann.find("stalls~F", "9"), "held");
  }

  private static void hide(Window window, boolean hidden) {
    window.evaluate("""
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => %s });
        document.dispatchEvent(new Event('visibilitychange'));
        """.formatted(hidden));
  }
}
