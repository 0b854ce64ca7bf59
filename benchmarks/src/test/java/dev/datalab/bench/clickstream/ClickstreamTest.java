package dev.datalab.bench.clickstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClickstreamTest {
  private record View(int visitor, int second, int page) {}

  @Test
  void theSameNumberOfVisitorsGivesTheSameEvents() throws Exception {
    assertThat(play(200)).isEqualTo(play(200)).hasSizeGreaterThan(5_000);
  }

  @Test
  void moreVisitorsChangeNothingOfTheFirst() throws Exception {
    List<View> few = play(50);
    assertThat(play(200).subList(0, few.size())).isEqualTo(few);
  }

  @Test
  void aVisitorsViewsNeverShareASecondAndLieInOneMonth() throws Exception {
    List<View> views = play(2_000);
    for (int i = 1; i < views.size(); i++) {
      View before = views.get(i - 1);
      View view = views.get(i);
      if (view.visitor == before.visitor) {
        assertThat(view.second).isGreaterThan(before.second);
      } else {
        assertThat(view.visitor).isEqualTo(before.visitor + 1);
      }
    }
    assertThat(views).allMatch(view -> view.second >= 0 && view.second < 31 * 86_400);
  }

  @Test
  void thereAreAboutFiftyViewsAVisitorAndPagesFollowZipfsLaw() throws Exception {
    List<View> views = play(2_000);
    assertThat(views.size() / 2_000.0).isBetween(45.0, 55.0);
    double first = views.stream().filter(view -> view.page == 0).count();
    double eighth = views.stream().filter(view -> view.page == 7).count();
    assertThat(first / eighth).isBetween(7.0, 9.0);
    assertThat(views).allMatch(view -> view.page >= 0 && view.page < Clickstream.PAGES);
  }

  private static List<View> play(int visitors) throws Exception {
    List<View> views = new ArrayList<>();
    long said =
        new Clickstream(visitors)
            .play((visitor, second, page) -> views.add(new View(visitor, second, page)));
    assertThat(views).hasSize((int) said);
    return views;
  }
}
