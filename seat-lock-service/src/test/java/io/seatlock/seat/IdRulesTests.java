package io.seatlock.seat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seatlock.seat.text.NormalForm;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rule for ids and user ids of docs/ids.md, and these are the cases behind each sentence. */
class IdRulesTests {

  /** Every assigned code point but surrogates and private ones. */
  private static IntStream assigned() {
    return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
        .filter(codePoint -> switch (Character.getType(codePoint)) {
          case Character.UNASSIGNED, Character.SURROGATE, Character.PRIVATE_USE -> false;
          default -> true;
        });
  }

  @ParameterizedTest
  @CsvSource({"\uAC00, \u1100\u1161", "\u00C5, \u212B", "\u00C5, A\u030A", "\u03A9, \u2126", "K, \u212A",
      "\u1EC7, e\u0323\u0302", "\u1EC7, e\u0302\u0323", "\uF900, \u8C48", "\u0928\u093C, \u0929",
      "\u0958, \u0915\u093C",
      "\u0E19\u0E49\u0E33, \u0E19\u0E49\u0E4D\u0E32", "\u0E19\u0E49\u0E33, \u0E19\u0E4D\u0E49\u0E32",
      "\u0E41\u0E16\u0E27, \u0E40\u0E40\u0E16\u0E27", "\u0E99\u0EB3, \u0E99\u0ECD\u0EB2", "\u0EDC, \u0EAB\u0E99",
      "\u0661\u0662, \u06F1\u06F2"})
  void spellingsThatLookTheSameAreOneSeatAndOneUser(String one, String other) {
    assertThat(IdRules.id("row", one)).isEqualTo(IdRules.id("row", other));
    assertThat(IdRules.text("userId", one)).isEqualTo(IdRules.text("userId", other)).isEqualTo(IdRules.id("row", one));
  }

  @Test
  void everyCanonicallyEquivalentSpellingIsTheSameOrNone() {
    assertThat(assigned().mapToObj(Character::toString)).allSatisfy(character -> {
      Set<String> names = new TreeSet<>();
      for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
        names.add(String.valueOf(idOrNull("a" + Normalizer.normalize(character, form))));
      }
      assertThat(names).hasSize(1);
    });
  }

  @Test
  void noCompatibilityCharacterIsAnotherSeatOrUserThanItsPlainForm() {
    List<String> compatible = assigned().mapToObj(Character::toString)
        .filter(character -> !Normalizer.isNormalized(character, Normalizer.Form.NFKC))
        // The letters of Korean keyboards stand beside a syllable, their plain forms inside it: they look different.
        .filter(character -> !character.matches("[\u3131-\u3163]")).toList();
    assertThat(compatible).hasSizeGreaterThan(3000).allSatisfy(character -> {
      String plain = Normalizer.normalize(character, Normalizer.Form.NFKC);
      for (String before : List.of("", "a", "\uAC00")) {
        String id = idOrNull(before + character);
        String ofPlain = idOrNull(before + plain);
        assertThat(id == null || ofPlain == null || id.equals(ofPlain)).isTrue();
        String user = userOrNull(before + character);
        String userOfPlain = userOrNull(before + plain);
        assertThat(user == null || userOfPlain == null || user.equals(userOfPlain)).isTrue();
      }
    });
  }

  /** All scripts' letters, marks and digits are tried behind a letter, so the numbers say how much is refused. */
  @Test
  void lettersMarksAndDigitsOfEveryScriptAreAllowed() {
    long letters = assigned().filter(Character::isLetter).filter(letter -> accepts(Character.toString(letter))).count();
    long marks = assigned().filter(codePoint -> Set.of((int) Character.NON_SPACING_MARK,
        (int) Character.COMBINING_SPACING_MARK).contains(Character.getType(codePoint)))
        .filter(mark -> accepts("\u0E01" + Character.toString(mark))).count();
    long digits = assigned().filter(Character::isDigit).filter(digit -> accepts(Character.toString(digit))).count();

    assertThat(letters).isGreaterThan(138_000);
    assertThat(marks).isGreaterThan(2_000);
    assertThat(digits).isGreaterThan(650);
  }

  @ParameterizedTest
  @ValueSource(strings = {"แถว ก", "ที่นั่ง ๑๒", "น้ำ", "ชั้นลอย", "पंक्ति क", "सीट १२", "ड़", "தமிழ்", "বাংলা",
      "മലയാളം", "ಕನ್ನಡ",
      "ཀྲུ", "ខ្មែរ", "မြန်မာ", "ລາວ", "ແຖວໜ້າ", "가열", "ㄱ열", "が", "プ", "一階", "Ряд Й", "שוּרָה", "صَفّ", "ردیف ۱",
      "Hàng ghế", "Şıra", "Ġ",
      "ʻŌkina", "e\u0301", "m\u0302", "A\u030A1", "Reihe Null", "Null", "Nan"})
  void labelsOfManyLanguagesAreAllowed(String label) {
    String normal = IdRules.id("row", label);

    assertThat(Normalizer.isNormalized(normal, Normalizer.Form.NFC)).isTrue();
    assertThat(IdRules.text("userId", label)).isEqualTo(normal);
  }

  static Stream<String> flawed() {
    String[] spaces = {" ", "\t", "\n", "\u00A0", "\u1680", "\u2002", "\u2003", "\u2009", "\u202F", "\u205F", "\u3000"};
    String[] invisible = {"\u00AD", "\u034F", "\u061C", "\u115F", "\u1160", "\u17B4", "\u180B", "\u180E", "\u200B",
        "\u200C",
        "\u200D", "\u200E", "\u202A", "\u202E", "\u2060", "\u2066", "\u2800", "\u3164", "\uFE0E", "\uFE0F", "\uFEFF",
        "\uFFA0", "\uDB40\uDD00", "\uDB40\uDC41"};
    String[] compatibility = {"\uFF21", "\uFF11", "\uFB01", "\u00B2", "\u2082", "\u2460", "\u2163", "\u24B6", "\uFE8D",
        "\uFDF2", "\u00AA", "\u00BA", "\u017F", "\u00B5", "\uFF71", "\u3300", "\u2F00", "\uD835\uDC00", "\uD835\uDFD9",
        "\u01C4", "\u0133", "\u1D2C"};
    String[] marks = {"\u0301", "1\u0301", "-\u0301", " \u0301", "a\u0301\u0301", "i\u0307", "a\u20DD", "1\u20E3"};
    String[] others = {"1\u0661", "\u0661\u0967", "a  b", "\u1100", "\u11A8", "a\u1161", "\uFFFD", "a\uFFFDb"};
    return Stream.of(Stream.of(spaces).flatMap(space -> Stream.of(space, "a" + space, space + "a")),
        Stream.of(spaces).skip(1).map(space -> "a" + space + "b"),
        Stream.of(invisible).flatMap(sign -> Stream.of(sign, "a" + sign, sign + "a", "a" + sign + "b")),
        Stream.of(compatibility).flatMap(sign -> Stream.of(sign, "a" + sign)), Stream.of(marks), Stream.of(others))
        .flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("flawed")
  void whatLooksLikeAnotherIdIsRefusedInSeatsAndUsers(String text) {
    refuses(text);
  }

  @ParameterizedTest
  @CsvSource({"'u5 ', begins or ends with a space", "'\u3000u5', begins or ends with a space",
      "u\u00A05, has the space U+00A0", "u\u200B5, has the invisible character U+200B",
      "\uFF21, has the compatibility character U+FF21", "\u0301, has the combining mark U+0301",
      "1\u0967, has the digit U+0967", "\u1100, has the jamo U+1100", "undefined, 'is \"undefined\"'"})
  void theAdviceTellsWhatIsWrong(String text, String advice) {
    assertThat(refuses(text)).startsWith(advice);
  }

  @ParameterizedTest
  @ValueSource(strings = {"undefined", "null", "NULL", "NaN", "nan", "None", "nil", "<nil>", "(null)",
      "[object Object]",
      "[object Promise]", "[object Undefined]", "${userId}", "#{user.id}", "{{userId}}", "{{ userId }}"})
  void whatAProgramWritesForAMissingValueIsRefusedAsALikelyBug(String text) {
    assertThat(refuses(text)).contains("calling program").contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Null", "nullable", "undefined-2", "Nancy", "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}",
      "a@b.example",
      "auth0|5f7c8ec7", "https://idp.example/u?id=1&x=2", "O'Neil", "u_5:6", "\uD83C\uDFAD", "Åsa Öberg"})
  void otherUserIdsStayAsTheyAre(String user) {
    assertThat(IdRules.text("userId", user)).isEqualTo(user);
  }

  @Test
  void caseIsKept() {
    assertThat(IdRules.id("row", "a")).isNotEqualTo(IdRules.id("row", "A"));
    assertThat(IdRules.text("userId", "Ann")).isNotEqualTo(IdRules.text("userId", "ann"));
  }

  @Test
  void lengthIsCountedAfterNormalising() {
    String longest = "e\u0302\u0323".repeat(64);

    assertThat(IdRules.id("row", longest)).isEqualTo("\u1EC7".repeat(64));
    assertThat(IdRules.text("userId", longest + longest)).isEqualTo("\u1EC7".repeat(128));
    assertThat(idOrNull(longest + "e\u0302")).isNull();
    assertThat(refuses(longest + longest + "e\u0302")).isEqualTo("must be 1 to 128 printable characters");
    // One letter, which NFC writes as two.
    assertThat(idOrNull("\u0958".repeat(32))).isNotNull();
    assertThat(idOrNull("\u0958".repeat(33))).isNull();
  }

  /** Reordering marks takes quadratic time: a million of them more than eight minutes. */
  @Test
  void hugeInputIsRefusedWithoutNormalisingIt() {
    String marks = "a" + "\u0315\u0323".repeat(10_000);

    assertThat(refuses(marks)).startsWith("must be 1 to");
    assertThat(NormalForm.of(marks)).isSameAs(marks);
  }

  @Test
  void normalFormOfANormalFormIsItself() {
    Random random = new Random(31);
    int[] signs = ("aAi1\u0131\u030A\u0301\u0323\u0307\u1100\u1161\u11A8\uAC00\u0E01\u0E40\u0E41\u0E48\u0E49\u0E4D\u0E32\u0E33"
        + "\u0EAB\u0E99\u0EDC\u0EC0\u0ECD\u0EC8\u0EB2\u0661\u06F1\u0958\u212B").codePoints().toArray();
    for (int i = 0; i < 100_000; i++) {
      String text = random.ints(1 + random.nextInt(6), 0, signs.length)
          .mapToObj(sign -> Character.toString(signs[sign]))
          .collect(Collectors.joining());
      String normal = NormalForm.ofText(text);
      assertThat(NormalForm.ofText(normal)).isEqualTo(normal);
      assertThat(NormalForm.ofText(Normalizer.normalize(text, Normalizer.Form.NFD))).isEqualTo(normal);
      assertThat(Normalizer.isNormalized(normal, Normalizer.Form.NFC)).isTrue();
    }
  }

  private static boolean accepts(String id) {
    return idOrNull(id) != null;
  }

  private static @Nullable String idOrNull(String id) {
    try {
      return IdRules.id("row", id);
    } catch (InvalidRequest refused) {
      return null;
    }
  }

  private static @Nullable String userOrNull(String user) {
    try {
      return IdRules.text("userId", user);
    } catch (InvalidRequest refused) {
      return null;
    }
  }

  /** @return the advice for a user id */
  private static String refuses(String text) {
    assertThat(idOrNull(text)).isNull();
    InvalidRequest refused = catchThrowableOfType(InvalidRequest.class, () -> IdRules.text("userId", text));
    assertThat(refused).isNotNull();
    assertThat(refused.field()).isEqualTo("userId");
    assertThat(refused.advice()).doesNotContain("\n");
    return refused.advice();
  }
}
