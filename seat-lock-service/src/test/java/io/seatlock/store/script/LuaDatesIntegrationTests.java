package io.seatlock.store.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ScriptOutputType;
import io.seatlock.store.SharedRedis;
import io.seatlock.store.TestRedis;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The script's own calendar, since Redis' Lua has none, against that of java.time. */
@SharedRedis
class LuaDatesIntegrationTests {

  /** Formats each argument, and reads the text back. */
  private static final String THERE_AND_BACK = LuaHeader.text("common") + LuaHeader.text("times") + """
      local result = {}
      for i, ms in ipairs(ARGV) do
        local text = iso(tonumber(ms))
        result[i] = text .. ' ' .. integer(ms_of(text))
      end
      return result
      """;

  private static final DateTimeFormatter THREE_DECIMALS = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private static final int AT_A_TIME = 1000;

  private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  @Test
  void randomInstants() {
    assertSame(new Random(4).longs(20_000, 0, LAST + 1));
    assertSame(new Random(5).longs(5_000, 0, LAST / 1000).map(seconds -> seconds * 1000));
  }

  @Test
  void everyDayOfThisCenturyAtItsFirstAndLastMoment() {
    long first = LocalDate.of(2000, 1, 1).toEpochDay();
    assertSame(
        LongStream.range(first, first + 36_525).map(day -> day * 86_400_000).flatMap(ms -> LongStream.of(ms, ms - 1)));
  }

  @Test
  void endOfFebruaryInEveryYear() {
    assertSame(IntStream.range(1970, 10_000).mapToObj(Year::of)
        .flatMap(year -> Stream.of(year.atDay(59), year.atDay(60), year.atDay(61), year.atDay(year.length())))
        .mapToLong(day -> day.atTime(12, 1, 15, 7_000_000).toInstant(ZoneOffset.UTC).toEpochMilli()));
  }

  @Test
  void everyMillisecondOfASecond() {
    assertSame(LongStream.range(0, 1001).map(ms -> 1_763_832_059_000L + ms));
  }

  /** Always with three decimals. */
  private static String text(long ms) {
    return THREE_DECIMALS.format(Instant.ofEpochMilli(ms));
  }

  private static void assertSame(LongStream instants) {
    List<Long> all = new ArrayList<>(instants.boxed().toList());
    for (int from = 0; from < all.size(); from += AT_A_TIME) {
      List<Long> some = all.subList(from, Math.min(all.size(), from + AT_A_TIME));
      List<String> inLua = TestRedis.emptied().commands().eval(THERE_AND_BACK, ScriptOutputType.MULTI, new String[0],
          some.stream().map(String::valueOf).toArray(String[]::new));
      assertThat(inLua).isEqualTo(some.stream().map(ms -> text(ms) + " " + ms).toList());
    }
  }
}
