package dev.datalab.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.campaign.CampaignsAnswer;
import dev.datalab.core.campaign.CampaignsQuestion;
import dev.datalab.core.journey.JourneyAnswer;
import dev.datalab.core.journey.JourneyQuestion;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("What is asked of a segment is answered as if there were no other visitors")
class SegmentOracleTest {
  @Nested
  @DisplayName("about journeys")
  class OfJourneys extends Agreement<SegmentKind.Asked<JourneyQuestion>, JourneyAnswer> {
    OfJourneys() {
      super(new SegmentKind<>(new JourneyKind()));
    }
  }

  @Nested
  @DisplayName("about campaigns, for which the past counts")
  class OfCampaigns extends Agreement<SegmentKind.Asked<CampaignsQuestion>, CampaignsAnswer> {
    OfCampaigns() {
      super(new SegmentKind<>(new CampaignsKind()));
    }
  }

  @Test
  @DisplayName("and the cases part visitors")
  void casesPartVisitors() {
    SegmentKind<CampaignsQuestion, CampaignsAnswer> kind = new SegmentKind<>(new CampaignsKind());
    long parted =
        LongStream.range(0, 500)
            .mapToObj(kind::make)
            .filter(
                asked ->
                    SegmentKind.parts(
                        asked.question().segment(),
                        asked.app(),
                        asked.question().question().range()))
            .count();
    assertThat(parted).isGreaterThan(120);
  }
}
