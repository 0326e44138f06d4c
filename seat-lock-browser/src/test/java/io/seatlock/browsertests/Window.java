package io.seatlock.browsertests;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** A browser window with the page, used by one person. Seats are given as their index in the plan. */
final class Window implements AutoCloseable {

  /** Long enough for a machine on which other builds need the processors. */
  static final double PATIENCE_MS = 30_000;

  /** The page rests for up to 15 s between two attempts to connect. */
  private static final double CONNECTION_PATIENCE_MS = 60_000;

  private final Site site;

  private final BrowserContext context;

  private final Page page;

  private final List<String> problems = new CopyOnWriteArrayList<>();

  Window(Site site, BrowserContext context) {
    this.site = site;
    this.context = context;
    this.page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.onPageError(error -> problems.add("error: " + error));
    page.onDialog(dialog -> problems.add("dialog: " + dialog.message()));
    page.onConsoleMessage(message -> {
      if (message.text().contains("Content Security Policy") || message.text().contains("Content-Security-Policy")) {
        problems.add(message.text());
      }
    });
  }

  /** Uncaught errors, dialogs, and violations of the Content-Security-Policy. */
  List<String> problems() {
    return problems;
  }

  Page page() {
    return page;
  }

  /** Adds a script that runs in each page before the page's own scripts. */
  Window before(String script) {
    context.addInitScript(script);
    return this;
  }

  /** @param seconds how long seats are held */
  Window open(String venueId, int seconds) {
    page.navigate(site.url("/?venue=" + venueId + "&hold=" + seconds));
    return awaitLive();
  }

  Window awaitLive() {
    return awaitConnection("live");
  }

  Window awaitConnection(String state) {
    PlaywrightAssertions.assertThat(page.locator("#connection")).hasAttribute("data-state", state,
        new HasAttributeOptions().setTimeout(CONNECTION_PATIENCE_MS));
    return this;
  }

  void reload() {
    page.reload();
    awaitLive();
  }

  /** Clicks on the seat in the picture. */
  void click(int seat) {
    double[] place = placeOf(seat);
    page.mouse().click(place[0], place[1]);
  }

  /** The second click of a double click on the seat. */
  void clickAgain(int seat) {
    double[] place = placeOf(seat);
    page.mouse().move(place[0], place[1]);
    page.mouse().down(new Mouse.DownOptions().setClickCount(2));
    page.mouse().up(new Mouse.UpOptions().setClickCount(2));
  }

  void tap(int seat) {
    double[] place = placeOf(seat);
    page.touchscreen().tap(place[0], place[1]);
  }

  /** Taps a seat that is too small for a finger, and waits until it is larger. */
  void tapToZoomIn(int seat) {
    Object before = page.evaluate("seat => seatLock.house().map.positionOf(seat).radius", seat);
    tap(seat);
    page.waitForFunction("([seat, before]) => seatLock.house().map.positionOf(seat).radius > before",
        List.of(seat, before));
  }

  /**
   * A pinch gesture in the middle of the map.
   *
   * @param scale factor by which the distance of the fingers changes
   */
  void pinch(double scale) {
    BoundingBox map = page.locator("#map").boundingBox();
    JsonObject gesture = new JsonObject();
    gesture.addProperty("x", map.x + map.width / 2);
    gesture.addProperty("y", map.y + map.height / 2);
    gesture.addProperty("scaleFactor", scale);
    gesture.addProperty("gestureSourceType", "touch");
    page.context().newCDPSession(page).send("Input.synthesizePinchGesture", gesture);
  }

  /** Distance of two seats on the screen, in pixels. */
  double distance(int seat, int other) {
    double[] from = placeOf(seat);
    double[] to = placeOf(other);
    return Math.hypot(to[0] - from[0], to[1] - from[1]);
  }

  private double[] placeOf(int seat) {
    BoundingBox map = page.locator("#map").boundingBox();
    Map<?, ?> position = (Map<?, ?>) page.evaluate("seat => seatLock.house().map.positionOf(seat)", seat);
    return new double[] {map.x + number(position, "x"), map.y + number(position, "y")};
  }

  private static double number(Map<?, ?> values, String name) {
    return ((Number) Objects.requireNonNull(values.get(name))).doubleValue();
  }

  /** How the picture shows a seat: free, held, sold, mine, bought or chosen. */
  String kindOf(int seat) {
    return (String) page.evaluate("seat => seatLock.house().kindOf(seatLock.house().plan.seats[seat])", seat);
  }

  void awaitKind(int seat, String kind) {
    page.waitForFunction("([seat, kind]) => seatLock.house()?.kindOf(seatLock.house().plan.seats[seat]) === kind",
        List.of(seat, kind), new Page.WaitForFunctionOptions().setPollingInterval(20));
  }

  /** The colour in the middle of the seat, as it is drawn. A change is drawn in the next frame, so that comes first. */
  String colorOf(int seat) {
    return (String) page.evaluate("""
        async seat => {
          await new Promise(requestAnimationFrame);
          await new Promise(requestAnimationFrame);
          const { x, y } = seatLock.house().map.positionOf(seat);
          const map = document.querySelector('#map').getBoundingClientRect();
          for (const canvas of document.querySelectorAll('#map canvas')) {
            const box = canvas.getBoundingClientRect();
            const [left, top] = [map.x + x - box.x, map.y + y - box.y];
            if (left >= 0 && top >= 0 && left < box.width && top < box.height) {
              const scale = canvas.width / box.width;
              return [...canvas.getContext('2d').getImageData(left * scale, top * scale, 1, 1).data].join(' ');
            }
          }
          return 'nothing is drawn there';
        }""", seat);
  }

  /** The index of a seat. */
  int find(String row, String seat) {
    return (Integer) page.evaluate("([row, seat]) => seatLock.house().plan.indexOf(row, seat)", List.of(row, seat));
  }

  Locator basket() {
    return page.locator("#basket .holds li");
  }

  void awaitBasket(int seats) {
    PlaywrightAssertions.assertThat(basket()).hasCount(seats);
  }

  void press(String button) {
    page.locator("#basket .actions").getByText(button).click();
  }

  void awaitMessage(String pattern) {
    PlaywrightAssertions.assertThat(page.locator("#message")).hasText(Pattern.compile(pattern, Pattern.DOTALL));
  }

  Object evaluate(String script) {
    return page.evaluate(script);
  }

  @Override
  public void close() {
    context.close();
  }
}
