package dev.datalab.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.campaign.CampaignsAnswer;
import dev.datalab.core.campaign.CampaignsQuestion;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine's campaigns agree with the oracle on random cases")
class CampaignsOracleTest extends Agreement<CampaignsQuestion, CampaignsAnswer> {
  CampaignsOracleTest() {
    super(new CampaignsKind());
  }

  @Test
  @DisplayName("in which people convert, and often come by something else than they came by first")
  void manyAreHard() {
    assertThat(share(answer -> ((CampaignsAnswer) answer).all().conversionRate() > 0))
        .isGreaterThan(0.2);
    assertThat(
            share(
                answer ->
                    ((CampaignsAnswer) answer)
                        .sources().rows().stream()
                            .anyMatch(row -> !row.firstTouch().equals(row.lastTouch()))))
        .isGreaterThan(0.05);
    assertThat(
            share(
                answer ->
                    ((CampaignsAnswer) answer)
                        .sources().rows().stream()
                            .anyMatch(row -> row.sessions() == 0 && row.firstTouch().units() > 0)))
        .isGreaterThan(0.002);
  }
}
