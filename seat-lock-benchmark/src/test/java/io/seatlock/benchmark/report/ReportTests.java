package io.seatlock.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportTests {

  private static final List<String> ORDER = List.of("first", "second");

  @TempDir
  private Path folder;

  @Test
  void laterRunOfOneWorkLeavesTheOthers() throws IOException {
    write(measured("second", 10));
    write(measured("first", 20));
    write(measured("second", 30));
    String text = Files.readString(folder.resolve("benchmarks.md"));
    assertThat(text).containsSubsequence("## Title of first", "| ours | 20 |", "## Title of second", "| ours | 30 |")
        .doesNotContain("| ours | 10 |");
  }

  @Test
  void chartIsXmlWithABarForEachSide() throws Exception {
    write(measured("first", 20));
    String svg = Files.readString(folder.resolve("benchmarks").resolve("first.svg"));
    var nodes = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)))
        .getElementsByTagName("rect");
    assertThat(nodes.getLength()).as("background and bars").isEqualTo(3);
    assertThat(svg).contains("R&amp;D &lt;others&gt;");
  }

  @Test
  void machineIsDescribedOnceUnlessAWorkWasMeasuredElsewhere() throws IOException {
    write(measured("first", 20));
    write(measured("second", 10));
    assertThat(folder.resolve("benchmarks.md")).content().containsOnlyOnce("a machine")
        .doesNotContain("Another machine");
    MeasuredWork second = measured("second", 10);
    write(
        new MeasuredWork(second.name(), second.title(), second.how(), second.verdicts(), second.when(),
            List.of("one more"),
            second.samples()));
    assertThat(folder.resolve("benchmarks.md")).content().contains("Another machine: one more.");
  }

  @Test
  void verdictsAreAtTheTopAndBesideTheirTable() throws IOException {
    write(measured("first", 20));
    write(measured("second", 10));
    assertThat(folder.resolve("benchmarks.md")).content()
        .contains("| Title of first | be fast | met, 20.0 |", "| Title of second | be fast | met, 10.0 |")
        .containsSubsequence("## Title of first", "- Goal: be fast: met, 20.0", "## Title of second");
  }

  @Test
  void everySampleIsKept() throws IOException {
    write(measured("first", 20));
    assertThat(folder.resolve("benchmarks").resolve("samples.json")).content()
        .contains("\"side\" : \"ours\"", "\"requests/s\" : 20.0");
  }

  private void write(MeasuredWork work) {
    Report report = new Report(folder, "ours", "Those.\n", ORDER);
    report.add(work);
    report.write();
  }

  private static MeasuredWork measured(String name, double perSecond) {
    return new MeasuredWork(name, "Title of " + name, "So.", List.of(new Verdict("be fast", "met, " + perSecond)),
        "today", List.of("a machine"),
        List.of(new Sample(name, "ours", 1, Map.of("requests/s", perSecond)),
            new Sample(name, "R&D <others>", 1, Map.of("requests/s", 1.0))));
  }
}
