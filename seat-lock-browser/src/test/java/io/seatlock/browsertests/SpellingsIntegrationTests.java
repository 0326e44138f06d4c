package io.seatlock.browsertests;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.text.NormalForm;
import io.seatlock.testkit.AnyRedis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A plan may spell names in another way than the service, which publishes their normal form. */
@AnyRedis
class SpellingsIntegrationTests {

  private static final List<String> SPELLINGS = List.of("A1", "", "A\u030A", "\u212B", "\u1100\u1161",
      "a\u0323\u0307", "a\u0307\u0323", "\u0E40\u0E40\u0E40", "\u0EC0\u0EC0", "\u0E4D\u0E32", "\u0E4D\u0E48\u0E32",
      "\u0ECD\u0EB2", "\u0ECD\u0EC9\u0EB2", "\u0EDC\u0EDD", "\u06F0\u06F1\u06F9", "\u0660\u0669",
      "\u0631\u062F\u06CC\u0641 \u06F1", "\uD834\uDD5E", "\u05D0\u05B0", "<b>\u00E9</b>");

  @RegisterExtension
  private final Chromium chromium = new Chromium();

  @Test
  void pageAndServiceHaveOneNormalForm() {
    Window window = chromium.window();
    window.page().navigate(Site.open().url("/map/normal-form.js"));

    Object normal = window.page().evaluate("""
        async texts => {
          const { normalForm } = await import('/map/normal-form.js');
          return texts.map(normalForm);
        }
        """, SPELLINGS);

    assertThat(normal).isEqualTo(SPELLINGS.stream().map(NormalForm::ofText).toList());
  }

  @Test
  void seatsWithPersianDigitsChangeAndCanBeHeld() {
    Site site = Site.open();
    site.putPlan("persian",
        """
            {"name":"persian","size":{"width":200,"height":100},"categories":[{"name":"Cafe\u0301","color":"#336699"}],
             "zones":[{"name":"z","position":{"x":0,"y":0},"rows":[{"row_number":"\u06F1","position":{"x":50,"y":50},"seats":[
               {"seat_number":"\u06F1\u06F1","seat_guid":"1","position":{"x":0,"y":0},"category":"Caf\u00E9"},
               {"seat_number":"\u06F1\u06F2","seat_guid":"2","position":{"x":25,"y":0},"category":"Cafe\u0301"}]}]}]}
            """
            .getBytes(StandardCharsets.UTF_8));
    Window ann = chromium.window().open("persian", 300);
    int other = ann.find("\u0661", "\u0661\u0661");
    int own = ann.find("\u0661", "\u0661\u0662");
    assertThat(List.of(other, own)).containsExactly(0, 1);
    assertThat(ann.evaluate("seatLock.house().plan.seats.map(seat => seat.category)")).isEqualTo(List.of(0, 0));

    site.lock("persian", "\u06F1", "\u06F1\u06F1", 300);
    ann.awaitKind(other, "held");
    ann.click(own);
    ann.awaitBasket(1);
    ann.awaitKind(own, "mine");
  }
}
