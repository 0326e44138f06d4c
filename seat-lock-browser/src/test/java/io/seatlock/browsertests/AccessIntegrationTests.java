package io.seatlock.browsertests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.seatlock.testkit.AnyRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Accessibility: the page without a mouse, on a small screen, and with a screen reader. */
@AnyRedis
class AccessIntegrationTests extends InTheatre {

  @Test
  void keyboardAloneHoldsExtendsAndBuys() {
    Window ann = chromium.window().open(venue, 300);
    Page page = ann.page();
    String focused = tabUntil(page, "1, available");
    assertThat(focused).isEqualTo("Stalls, row A, seat 1, available, Premium 65 €");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowRight");
    assertThat(focused(page)).isEqualTo("Stalls, row B, seat 2, available, Premium 65 €");
    page.keyboard().press("Enter");
    ann.awaitBasket(1);
    assertThat(focused(page)).startsWith("Stalls, row B, seat 2, held by you");
    tabUntil(page, "More time");
    page.keyboard().press("Space");
    ann.awaitMessage("You have more time.*");
    assertThat(tabUntil(page, "Let all go")).isEqualTo("Let all go");
    page.keyboard().press("Shift+Tab");
    page.keyboard().press("Shift+Tab");
    page.keyboard().press("Enter");
    ann.awaitMessage("Stalls, row B, seat 2: bought.*");
  }

  @Test
  void tabIsNotTrappedInThePicture() {
    Page page = chromium.window().open(venue, 300).page();
    List<String> stops = new ArrayList<>();
    for (int stop = 0; stop < 40; stop++) {
      page.keyboard().press("Tab");
      stops.add(focused(page));
    }
    // The list comes first. The picture is a single stop, followed by its two buttons. The focus is trapped nowhere.
    assertThat(stops.get(0)).startsWith("Seats as a list");
    assertThat(stops.indexOf("Seats as a list")).isLessThan(indexOf(stops, "Picture of the house"));
    assertThat(stops).filteredOn(stop -> stop.startsWith("Picture of the house")).hasSizeBetween(1, 2);
    assertThat(stops).filteredOn(stop -> stop.startsWith("Stalls, row")).hasSizeBetween(1, 2);
    assertThat(stops).contains("Zoom in", "Find and hold");
  }

  @Test
  void fingerTakesASeatAndLetsItGo() {
    Window ann = chromium.window(site, new Browser.NewContextOptions().setViewportSize(390, 844).setHasTouch(true)
        .setIsMobile(true).setDeviceScaleFactor(2)).open(venue, 300);
    int seat = ann.find("stalls~F", "9");
    // At first seats are too small for a finger: the first tap zooms in, the second one locks the seat.
    ann.tapToZoomIn(seat);
    ann.page().waitForTimeout(600);
    ann.tap(seat);
    ann.awaitKind(seat, "mine");
    // A second tap within half a second would be the end of a double tap, which takes the seat like a single one.
    ann.page().waitForTimeout(600);
    ann.tap(seat);
    ann.awaitKind(seat, "free");
  }

  @Test
  void pinchZoomsTheMapAndNotThePage() {
    Window ann = chromium.window(site, new Browser.NewContextOptions().setViewportSize(390, 844).setHasTouch(true)
        .setIsMobile(true).setReducedMotion(ReducedMotion.REDUCE)).open(venue, 300);
    int seat = ann.find("stalls~F", "9");
    int neighbour = ann.find("stalls~F", "10");
    double before = ann.distance(seat, neighbour);

    ann.pinch(2.5);

    await().atMost(Duration.ofSeconds(20)).until(() -> ann.distance(seat, neighbour) > 1.5 * before);

    // Zooms out, which no tap can do.
    double near = ann.distance(seat, neighbour);
    ann.pinch(0.4);

    await().atMost(Duration.ofSeconds(20)).until(() -> ann.distance(seat, neighbour) < near / 1.5);
    assertThat(((Number) ann.evaluate("visualViewport.scale")).doubleValue()).isEqualTo(1);
  }

  @Test
  void narrowScreenNeedsNoScrollingSideways() {
    Window ann = chromium.window(site, new Browser.NewContextOptions().setViewportSize(320, 640)
        .setReducedMotion(ReducedMotion.REDUCE)).open(venue, 300);
    ann.click(ann.find("stalls~F", "9"));
    assertThat((Integer) ann.evaluate("document.documentElement.scrollWidth")).isEqualTo(320);
  }

  @ParameterizedTest
  @EnumSource(value = ColorScheme.class, names = {"LIGHT", "DARK"})
  void axeReportsNoViolation(ColorScheme scheme) {
    Window ann = chromium.window(site, new Browser.NewContextOptions().setViewportSize(1280, 860)
        .setColorScheme(scheme)).open(venue, 18);
    site.lock(venue, "stalls~A", "2", 60);
    ann.click(ann.find("stalls~A", "1"));
    ann.awaitBasket(1);
    ann.awaitKind(ann.find("stalls~A", "2"), "held");
    ann.page().waitForSelector("#warning:not([hidden])");
    List<Rule> violations = new AxeBuilder(ann.page()).analyze().getViolations();
    assertThat(violations).as(violations.toString()).isEmpty();
  }

  private static String tabUntil(Page page, String text) {
    for (int stop = 0; stop < 60; stop++) {
      page.keyboard().press("Tab");
      if (focused(page).contains(text)) {
        return focused(page);
      }
    }
    throw new AssertionError("Tab never reached " + text);
  }

  /** Approximately the name that a screen reader gives to the focused element. */
  private static String focused(Page page) {
    return (String) page.evaluate("""
        (() => {
          const element = document.activeElement;
          return (element.getAttribute('aria-label') ?? element.title ?? '') || element.innerText.trim();
        })()""");
  }

  private static int indexOf(List<String> stops, String start) {
    return stops.indexOf(stops.stream().filter(stop -> stop.startsWith(start)).findFirst().orElseThrow());
  }
}
