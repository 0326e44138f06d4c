package io.seatlock.browsertests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.seatlock.plans.ExamplePlans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Takes the screenshots of {@code docs/live-map.md}. Runs only with {@code -Dit.test=Screenshots}. */
class Screenshots {

  private static final Path FOLDER = Path.of("..", "docs", "images");

  private static final long LARGEST = 200 * 1024;

  @RegisterExtension
  private final Chromium chromium = new Chromium();

  private final Site site = Site.open();

  @Test
  void light() throws IOException {
    theatre(new NewContextOptions().setViewportSize(1280, 860).setColorScheme(ColorScheme.LIGHT), "map-light");
  }

  @Test
  void dark() throws IOException {
    theatre(new NewContextOptions().setViewportSize(1280, 860).setColorScheme(ColorScheme.DARK), "map-dark");
  }

  @Test
  void phone() throws IOException {
    Window ann = chromium.window(site, new NewContextOptions().setViewportSize(390, 844).setHasTouch(true)
        .setIsMobile(true).setDeviceScaleFactor(1.5));
    String venue = busyTheatre();
    ann.open(venue, 60);
    ann.evaluate("seatLock.house().map.show([seatLock.house().plan.indexOf('stalls~D', '10')])");
    ann.page().waitForTimeout(600);
    for (String seat : new String[] {"10", "11"}) {
      ann.tap(ann.find("stalls~D", seat));
      ann.awaitKind(ann.find("stalls~D", seat), "mine");
    }
    ann.page().waitForTimeout(12_000);
    saveScreenshot(ann, "map-phone");
  }

  @Test
  void arenaAndCrowd() throws IOException {
    site.putPlan("arena", ExamplePlans.arena());
    Window ann = chromium.window(site, new NewContextOptions().setViewportSize(1100, 760)).open("arena", 120);
    saveScreenshot(ann, "map-arena");
    ann.page().locator("#crowd input[name=rate]").fill("400");
    ann.page().locator("#crowd button[type=submit]").click();
    ann.page().waitForFunction("() => seatLock.house().states.counts[2] > 2500", null,
        new Page.WaitForFunctionOptions().setTimeout(60_000));
    ann.page().locator("#crowd").scrollIntoViewIfNeeded();
    saveScreenshot(ann, "map-crowd");
  }

  private void theatre(NewContextOptions options, String name) throws IOException {
    Window ann = chromium.window(site, options).open(busyTheatre(), 60);
    ann.click(ann.find("stalls~D", "9"));
    ann.awaitBasket(1);
    ann.press("Buy");
    ann.awaitBasket(0);
    ann.click(ann.find("stalls~D", "10"));
    ann.awaitBasket(1);
    ann.page().waitForTimeout(12_000);
    ann.click(ann.find("stalls~D", "11"));
    ann.awaitBasket(2);
    ann.page().waitForTimeout(8_500);
    saveScreenshot(ann, name);
  }

  /** A theatre with some seats held and some sold, always the same ones. */
  private String busyTheatre() {
    String venue = "theatre-" + UUID.randomUUID();
    site.putPlan(venue, ExamplePlans.theatre());
    for (char row = 'A'; row <= 'K'; row++) {
      for (int seat = 5 + row % 3; seat < 14; seat += 2 + (row + seat) % 3) {
        if (row != 'D' || seat < 9 || seat > 11) {
          site.lock(venue, "stalls~" + row, String.valueOf(seat), 600);
          if ((row + seat) % 5 < 2) {
            site.call("POST", "/seats/finalize", """
                {"venueId":"%s","row":"stalls~%s","seat":"%d","userId":"somebody-else"}
                """.formatted(venue, row, seat));
          }
        }
      }
    }
    return venue;
  }

  private static void saveScreenshot(Window window, String name) throws IOException {
    window.page().mouse().move(0, 0);
    Files.createDirectories(FOLDER);
    Path file = FOLDER.resolve(name + ".png");
    Files.write(file, Palette.reduce(window.page().screenshot()));
    assertThat(file).satisfies(picture -> assertThat(Files.size(picture)).isLessThanOrEqualTo(LARGEST));
  }

  @AfterEach
  void stopCrowd() {
    site.call("DELETE", "/demo/crowd", null);
  }
}
