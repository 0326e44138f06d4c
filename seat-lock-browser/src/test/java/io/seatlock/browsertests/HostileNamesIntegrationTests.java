package io.seatlock.browsertests;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.testkit.AnyRedis;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A plan may come from a stranger, so its names must be treated as plain text. */
@AnyRedis
class HostileNamesIntegrationTests {

  private static final String MARKUP = "<img src=x onerror=alert(1)>";

  @RegisterExtension
  private final Chromium chromium = new Chromium();

  @Test
  void namesAreShownAsTextWithoutMarkupOrChangesOfDirection() {
    Site site = Site.open();
    site.putPlan("hostile", """
        {"name":"<script>alert(1)</script>","size":{"width":200,"height":100},
         "categories":[{"name":"%s","color":"url(http://evil.example/)"},{"name":"cheap\\u202Eedils","color":"red;x"}],
         "zones":[
          {"name":"%s","zone_id":"a","position":{"x":0,"y":0},
           "areas":[{"shape":"text","position":{"x":10,"y":10},"text":{"text":"%s","size":20}}],
           "rows":[{"row_number":"1","position":{"x":50,"y":50},
            "seats":[{"seat_number":"1","seat_guid":"1","position":{"x":0,"y":0},"category":"%s"},
                     {"seat_number":"2","seat_guid":"2","position":{"x":25,"y":0},"category":"cheap\\u202Eedils"}]}]},
          {"name":"\\u2067evil","zone_id":"b","position":{"x":0,"y":50},
           "rows":[{"row_number":"1","position":{"x":50,"y":30},
            "seats":[{"seat_number":"1","seat_guid":"3","position":{"x":0,"y":0},"category":"cheap\\u202Eedils"}]}]}]}
        """.formatted(MARKUP, MARKUP, MARKUP, MARKUP).getBytes(StandardCharsets.UTF_8));
    Window ann = chromium.window().open("hostile", 300);
    assertThat(ann.page().locator("h1").textContent()).isEqualTo("<script>alert(1)</script>");
    ann.click(ann.find("a~1", "1"));
    ann.awaitBasket(1);
    assertThat(ann.basket().textContent()).contains(MARKUP);
    ann.click(ann.find("b~1", "1"));
    ann.awaitBasket(2);
    ann.page().locator("#best input[name=count]").fill("1");
    ann.page().locator("#best select").selectOption("0");
    ann.page().locator("#best button").click();
    ann.awaitMessage(".*Other categories have some: cheapedils \\(1\\)\\..*");
    assertThat((String) ann.evaluate("""
        import('/map/refusals.js').then(({ refusalInWords }) =>
          refusalInWords({ code: 'PLAN_IN_USE', body: { seats: [{ row: 'a\\u202E', seat: '1\\u2067' }] } })
          + refusalInWords({ code: 'INVALID_PLAN', body: { errors: [{ pointer: '/a\\u202E', message: 'b\\u2067' }] } }))
        """)).contains("Row a, seat 1:", "/a: b").doesNotContain("\u202E", "\u2067");
    assertThat((Integer) ann.evaluate("document.querySelectorAll('img, [onerror], main script').length")).isZero();
    assertThat((String) ann.evaluate("document.documentElement.outerHTML")).doesNotContain("\u202E", "\u2067",
        "evil.example");
  }
}
