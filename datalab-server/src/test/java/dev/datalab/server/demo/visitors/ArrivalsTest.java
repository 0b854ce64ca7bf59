package dev.datalab.server.demo.visitors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.ingest.device.Equipment;
import dev.datalab.ingest.device.UapDeviceClassifier;
import dev.datalab.server.demo.visitors.Arrivals.Arrival;
import dev.datalab.server.demo.visitors.Shopper.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {
  private static final ShopHistory HISTORY =
      ShopHistory.until(Instant.parse("2026-03-15T12:00:00Z"), 1);

  @Test
  void theSameSeedGivesTheSameVisitorsAndActs() {
    assertThat(draw(7, 200)).isEqualTo(draw(7, 200));
    assertThat(draw(8, 200)).isNotEqualTo(draw(7, 200));
  }

  @Test
  void aboutAThirdWereHereBeforeAndComeDirectly() {
    Set<String> before = new HashSet<>();
    HISTORY.shoppers().forEach(shopper -> before.add(shopper.visitor()));
    int returning = 0;
    for (Arrival arrival : draw(7, 2_000)) {
      if (!before.add(arrival.shopper().visitor())) {
        returning++;
        assertThat(arrival.origin()).isEqualTo(Origin.DIRECT);
      }
    }
    assertThat(returning).isBetween(600, 760);
  }

  @Test
  void nobodyComesAgainWhileTheyMayBeHereStill() {
    List<String> visitors =
        draw(7, 3_000).stream().map(arrival -> arrival.shopper().visitor()).toList();
    for (int i = 0; i < visitors.size(); i++) {
      assertThat(visitors.subList(Math.max(0, i - 499), i)).doesNotContain(visitors.get(i));
    }
  }

  @Test
  void aVisitBeginsWithALandingEndsWithLeavingAndTakesNoLongTime() {
    for (Arrival arrival : draw(7, 500)) {
      List<Act> acts = arrival.acts();
      assertThat(acts.get(0))
          .isInstanceOfSatisfying(Act.Open.class, open -> assertThat(open.from()).isEmpty());
      assertThat(acts.get(acts.size() - 1)).isInstanceOf(Act.Leave.class);
      assertThat(acts).allMatch(act -> act.after() >= 0 && act.after() <= 60_000);
      for (Act act : acts) {
        if (act instanceof Act.Open open && !open.from().isEmpty()) {
          assertThat(open.after()).isLessThanOrEqualTo((long) Pace.LONGEST_MILLIS);
          assertThat(open.elapsed()).isGreaterThanOrEqualTo(open.after());
        }
      }
    }
  }

  @Test
  void everyShoppersBrowserIsReadAsWhatItIs() {
    UapDeviceClassifier classifier = new UapDeviceClassifier();
    for (Shopper.Equipment theirs : Shopper.EQUIPMENT) {
      assertThat(classifier.classify(theirs.userAgent()))
          .as(theirs.userAgent())
          .isEqualTo(new Equipment(theirs.browser(), theirs.os(), theirs.device()));
    }
  }

  private static List<Arrival> draw(long seed, int count) {
    Arrivals arrivals = Arrivals.after(HISTORY, seed);
    List<Arrival> drawn = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drawn.add(arrivals.next());
    }
    return drawn;
  }
}
