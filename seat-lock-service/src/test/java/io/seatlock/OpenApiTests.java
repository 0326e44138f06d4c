package io.seatlock;

import static io.seatlock.DescribedCall.OPEN_API;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatlock.seat.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The description of the REST calls against the code; OpenApiIntegrationTests holds it against answers. */
class OpenApiTests {

  @Test
  void theDescribedCallsAreThoseOfTheControllers() {
    assertThat(DescribedCall.all()).hasSizeGreaterThan(6).map(DescribedCall::toString)
        .containsExactlyInAnyOrderElementsOf(callsOfControllers());
  }

  @Test
  void everyExampleFitsItsSchema() {
    int examples = 0;
    for (String place : OPEN_API.having("examples")) {
      for (String name : OPEN_API.at(place + "/examples").propertyNames()) {
        JsonNode value = OPEN_API.at(place + "/examples/" + Description.escaped(name)).get("value");
        if (!place.equals("/components")) {
          assertThat(OPEN_API.misfits(place + "/schema", value)).as("%s %s", place, name).isEmpty();
          examples++;
        }
      }
    }
    assertThat(examples).isGreaterThan(20);
  }

  @Test
  void theTableOfCodesNamesEveryCodeWithItsStatus() {
    Set<String> codes = new TreeSet<>(Set.of("NOT_FOUND 404 no", "METHOD_NOT_ALLOWED 405 no",
        "FOREIGN_ORIGIN 403 no", "WRONG_HOST 421 no", "RATE_LIMITED 429 yes"));
    ServerRefusalsIntegrationTests.CODES.forEach((code, status) -> codes.add(code + " " + status + " no"));
    problems().forEach(problem -> codes.add(problem.get("code").asString() + " " + problem.get("status").asInt() + " "
        + (problem.get("retryable").asBoolean() ? "yes" : "no")));
    assertThat(table()).isEqualTo(codes);
  }

  @Test
  void everyRefusalHasAnExampleInItsOwnWords() {
    Stream<Refusal> overRest = Arrays.stream(Refusal.values())
        .filter(refusal -> !Set.of(Refusal.REQUEST_TOO_OLD, Refusal.REQUEST_FROM_FUTURE).contains(refusal));
    assertThat(overRest).allSatisfy(refusal -> assertThat(problems()).anySatisfy(problem -> {
      assertThat(problem.get("code").asString()).isEqualTo(refusal.name());
      assertThat(problem.get("detail").asString()).isEqualTo(refusal.detail());
      assertThat(problem.get("retryable").asBoolean()).isEqualTo(refusal.retryable());
    }));
  }

  private static List<JsonNode> problems() {
    List<JsonNode> problems = new ArrayList<>();
    OPEN_API.having("value").forEach(place -> problems.add(OPEN_API.at(place + "/value")));
    problems.removeIf(value -> !value.has("code"));
    return problems;
  }

  private static Set<String> table() {
    Set<String> rows = new TreeSet<>();
    String text = OPEN_API.at("/info/description").asString();
    Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\d+) \\| (yes|no) \\|").matcher(text).results()
        .forEach(row -> rows.add(row.group(1) + " " + row.group(2) + " " + row.group(3)));
    return rows;
  }

  private static Set<String> callsOfControllers() {
    var scan = new ClassPathScanningCandidateComponentProvider(false);
    scan.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
    Set<String> calls = new TreeSet<>();
    for (var controller : scan.findCandidateComponents("io.seatlock")) {
      Class<?> type = ClassUtils.resolveClassName(String.valueOf(controller.getBeanClassName()), null);
      if (type.getSimpleName().equals("ApiDocs")) { // which serves the description itself
        continue;
      }
      for (var method : type.getDeclaredMethods()) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (mapping != null && mapping.path().length > 0) {
          calls.add(mapping.method()[0] + " " + mapping.path()[0]);
        }
      }
    }
    return calls;
  }
}
