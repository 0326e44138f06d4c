package io.seatlock.faults.seeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatlock.testkit.process.ServiceCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ScriptEditTests {

  @TempDir
  private Path folder;

  @ParameterizedTest
  @FieldSource("io.seatlock.faults.seeded.SeededBug#ALL")
  void everyEditAppliesToThePresentScripts(SeededBug bug) throws Exception {
    ServiceCode code = bug.code(folder);

    assertThat(Class.forName(code.mainClass())).hasDeclaredMethods("main");
    for (ScriptEdit edit : bug.edits()) {
      assertThat(Files.readString(folder.resolve(bug.name()).resolve("lua").resolve(edit.script() + ".lua")))
          .contains(edit.other()).doesNotContain(edit.text());
    }
    assertThat(code.before()).hasSize(bug.edits().isEmpty() ? 0 : 1);
  }

  @Test
  void textThatIsNotThereOnceIsNotEdited() {
    ScriptEdit edit = new ScriptEdit("common", "b", "x");

    assertThat(edit.edited("abc")).isEqualTo("axc");
    assertThatThrownBy(() -> edit.edited("ac")).hasMessageContaining("lua/common.lua");
    assertThatThrownBy(() -> edit.edited("abcb")).hasMessageContaining("once");
  }

  @Test
  void scriptThatTheServiceDoesNotHaveIsNotEdited() {
    assertThatThrownBy(() -> new ScriptEdit("none", "b", "x").applyIn(folder)).hasMessageContaining("lua/none.lua");
  }
}
