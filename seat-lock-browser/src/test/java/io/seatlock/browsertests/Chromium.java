package io.seatlock.browsertests;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * Starts one Chromium for all tests. Each test has windows of its own, and fails if one of them has reported a problem.
 */
final class Chromium implements BeforeEachCallback, AfterEachCallback {

  private static final List<String> OPTIONS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
      "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

  private static @Nullable Browser browser;

  private final List<Window> windows = new ArrayList<>();

  @Override
  public void beforeEach(ExtensionContext context) {
    // The store closes it once, after all tests.
    context.getRoot().getStore(Namespace.GLOBAL).computeIfAbsent("chromium", _ -> launch(), AutoCloseable.class);
  }

  private static AutoCloseable launch() {
    PlaywrightAssertions.setDefaultAssertionTimeout(Window.PATIENCE_MS);
    Playwright playwright = Playwright
        .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser = playwright.chromium()
        .launch(new LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium")).setArgs(OPTIONS));
    return playwright;
  }

  /** A window of the usual size, for the site in open mode. */
  Window window() {
    return window(Site.open(), new Browser.NewContextOptions().setViewportSize(1280, 860));
  }

  Window window(Site site, Browser.NewContextOptions options) {
    if (browser == null) {
      throw new IllegalStateException("Chromium was not started");
    }
    Window window = new Window(site, browser.newContext(options));
    windows.add(window);
    return window;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<String> problems = windows.stream().flatMap(window -> window.problems().stream()).toList();
    windows.forEach(Window::close);
    windows.clear();
    if (!problems.isEmpty() && context.getExecutionException().isEmpty()) {
      throw new AssertionError("A window has reported problems: " + problems);
    }
  }
}
