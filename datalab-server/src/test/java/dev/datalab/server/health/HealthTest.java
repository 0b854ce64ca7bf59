package dev.datalab.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.problem.ProblemException;
import dev.datalab.server.rpc.InProcessChannels;
import dev.datalab.server.rpc.ServiceHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final Check GOOD = new Check("good", () -> {});
  private static final Check BAD =
      new Check(
          "bad",
          () -> {
            throw new IllegalStateException("the disk is full");
          });

  private static HealthResource health(ServiceHost host, InProcessChannels channels, Check... all) {
    return new HealthResource(new Health(Set.of(all), host, channels));
  }

  @Test
  void aPartThatFailsIsNamedAndTheServerIsAliveButNotReady() {
    var host = new ServiceHost(List.of());
    host.start(Set.of());
    try (var channels =
        new InProcessChannels(host, ServerSettings.defaults(Path.of("unused")).calls())) {
      HealthResource health = health(host, channels, GOOD, BAD);

      assertThat(health.health())
          .isEqualTo(new Health.Report("down", Map.of("good", "up", "bad", "down")));
      assertThatThrownBy(health::ready)
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> {
                assertThat(refused.problem().status()).isEqualTo(503);
                assertThat(refused.problem().retryAfterSeconds()).isPositive();
                assertThat(refused.problem().detail()).contains("bad").doesNotContain("disk");
              });
      assertThat(health(host, channels, GOOD).ready()).hasToString("Ready[status=ready]");
    } finally {
      host.close();
    }
  }
}
