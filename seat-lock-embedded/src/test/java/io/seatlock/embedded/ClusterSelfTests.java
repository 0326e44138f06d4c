package io.seatlock.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClusterSelfTests {

  private static final String OF_A_PRIMARY = """
      $512
      a1 127.0.0.1:11001@21001 master - 0 1 2 connected 0-99
      b2 127.0.0.1:11002@21002 myself,master - 0 1 7 connected 100-199 300 [301->-a1]
      c3 127.0.0.1:11003@21003 slave b2 0 1 7 connected
      """;

  private static final String OF_A_REPLICA = """
      $512
      b2 127.0.0.1:11002@21002 master,fail - 0 1 7 connected 100-199
      c3 127.0.0.1:11003@21003 myself,slave b2 0 1 8 connected
      """;

  @Test
  void primaryTellsItsSlotsAndEpoch() {
    ClusterSelf self = ClusterSelf.parse(OF_A_PRIMARY).orElseThrow();
    assertThat(self.id()).isEqualTo("b2");
    assertThat(self.epoch()).isEqualTo(7);
    assertThat(self.serves(99)).isFalse();
    assertThat(self.serves(100)).isTrue();
    assertThat(self.serves(199)).isTrue();
    assertThat(self.serves(200)).isFalse();
    assertThat(self.serves(300)).isTrue();
    assertThat(self.serves(301)).isFalse();
  }

  @Test
  void replicaTellsItsPrimaryAndServesNothing() {
    ClusterSelf self = ClusterSelf.parse(OF_A_REPLICA).orElseThrow();
    assertThat(self.primary()).isFalse();
    assertThat(self.primaryId()).isEqualTo("b2");
    assertThat(self.serves(150)).isFalse();
  }

  @Test
  void singleRedisSaysNothingOfThis() {
    assertThat(ClusterSelf.parse("-ERR This instance has cluster support disabled\r\n")).isEmpty();
    assertThat(ClusterSelf.parse("")).isEmpty();
  }
}
