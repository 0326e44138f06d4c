package io.seatlock.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ServerFolderTests {

  @TempDir
  private Path temp;

  private static String permissions(Path folder) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
  }

  @Test
  void newFoldersAreForTheirOwnerOnly() throws IOException {
    ServerFolder.locked(temp.resolve("data/redis"), "redis").close();

    assertThat(permissions(temp.resolve("data"))).isEqualTo("rwx------");
    assertThat(permissions(temp.resolve("data/redis"))).isEqualTo("rwx------");
  }

  @Test
  void existingServerFolderIsClosedToOthersButItsParentIsNot() throws IOException {
    Path data = temp.resolve("data");
    Files.createDirectories(data.resolve("redis"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(data.resolve("redis"), PosixFilePermissions.fromString("rwxr-xr-x"));

    ServerFolder.locked(data.resolve("redis"), "redis").close();

    assertThat(permissions(data.resolve("redis"))).isEqualTo("rwx------");
    assertThat(permissions(data)).isEqualTo("rwxr-xr-x");
  }
}
