package io.seatlock.benchmark.report;

import io.seatlock.benchmark.measure.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An SVG chart: medians as horizontal bars, with a line from the minimum to the maximum. */
final class Chart {

  private static final int LABELS = 240;

  private static final int BARS = 420;

  private static final int VALUES = 100;

  private static final int ROW = 30;

  private static final int HEAD = 40;

  private final String title;

  private final List<Bar> bars = new ArrayList<>();

  Chart(String title) {
    this.title = title;
  }

  private record Bar(String name, Spread spread, boolean ours) {}

  void add(String name, Spread spread, boolean ours) {
    bars.add(new Bar(name, spread, ours));
  }

  String svg() {
    int width = LABELS + BARS + VALUES;
    int height = HEAD + ROW * bars.size() + 10;
    double max = bars.stream().mapToDouble(bar -> bar.spread().max()).filter(Double::isFinite).max().orElse(1);
    StringBuilder svg = new StringBuilder("""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="sans-serif" \
        font-size="13" role="img">
        <title>%s</title>
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        <text x="12" y="24" font-size="15" font-weight="bold" fill="#1f2328">%s</text>
        """.formatted(width, height, width, height, escaped(title), escaped(title)));
    for (int i = 0; i < bars.size(); i++) {
      svg.append(bar(bars.get(i), HEAD + ROW * i, BARS / Math.max(max, Double.MIN_NORMAL)));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String bar(Bar bar, int top, double scale) {
    Spread spread = bar.spread();
    int middle = top + ROW / 2;
    if (!Double.isFinite(spread.median())) {
      return text(LABELS - 8, middle + 4, "end", bar.name()) + text(LABELS + 6, middle + 4, "start", "not measured");
    }
    double end = LABELS + spread.median() * scale;
    double max = LABELS + spread.max() * scale;
    return text(LABELS - 8, middle + 4, "end", bar.name())
        + String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n", LABELS,
            top + 5, Math.max(1, end - LABELS), ROW - 10, bar.ours() ? "#0969da" : "#afb8c1")
        + String.format(Locale.ROOT,
            "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#1f2328\"/>%n",
            LABELS + spread.min() * scale, max, middle, middle)
        + text((int) max + 8, middle + 4, "start", Spread.text(spread.median()));
  }

  private static String text(int x, int y, String anchor, String text) {
    return "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"#1f2328\">%s</text>%n".formatted(x, y, anchor,
        escaped(text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
