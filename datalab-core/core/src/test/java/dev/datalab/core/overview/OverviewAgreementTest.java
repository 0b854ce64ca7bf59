package dev.datalab.core.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.datalab.core.Analysis;
import dev.datalab.core.Told;
import dev.datalab.core.audience.AudienceAnswer;
import dev.datalab.core.audience.AudienceQuestion;
import dev.datalab.core.campaign.CampaignsAnswer;
import dev.datalab.core.campaign.CampaignsQuestion;
import dev.datalab.core.funnel.Visits;
import dev.datalab.core.overview.OverviewAnswer.Figures;
import dev.datalab.core.overview.OverviewAnswer.PageRow;
import dev.datalab.core.overview.OverviewAnswer.SourceRow;
import dev.datalab.core.page.PagesAnswer;
import dev.datalab.core.page.PagesQuestion;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Filter.Op;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.session.SessionOrder;
import dev.datalab.core.session.SessionsAnswer;
import dev.datalab.core.session.SessionsQuestion;
import dev.datalab.core.store.Frame;
import dev.datalab.core.store.Partition;
import dev.datalab.core.store.memory.InMemoryEventStore;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other kinds of questions have the same figures as an overview, about both of its ranges. */
final class OverviewAgreementTest {
  private static final long SEED = 20_261_122;
  private static final String[] KINDS = {"/", "/a", "/b", "/c", "#buy", "!ping", "~", "*", "<"};
  private static final String[] ORIGINS = {
    "browser=Firefox",
    "browser=Chrome session=s1",
    "browser=Firefox utm.source=google utm.medium=cpc",
    "referrer=https://news.example/ browser=Safari session=s2"
  };

  private static final InMemoryEventStore STORE = new InMemoryEventStore();

  @BeforeAll
  static void come() {
    Random random = new Random(SEED);
    String[] visits = new String[2_000];
    for (int i = 0; i < visits.length; i++) {
      visits[i] =
          "v%d [%s]: %s@%d"
              .formatted(
                  random.nextInt(80),
                  ORIGINS[random.nextInt(ORIGINS.length)],
                  KINDS[random.nextInt(KINDS.length)],
                  (random.nextInt(400) - 200) * 500);
    }
    STORE.append(Frame.of(new Partition("app", 0), 1, Visits.of(visits))).join();
  }

  @AfterAll
  static void close() {
    STORE.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "browser=Firefox", "visitorType=returning", "page=/a"})
  void figuresAreTheSame(String condition) throws IOException {
    Filter filter = Filter.ALL;
    if (!condition.isEmpty()) {
      String[] parts = condition.split("=", -1);
      filter = new Filter.Is(Dimension.of(parts[0]), Op.EQUALS, List.of(parts[1]));
    }
    OverviewAnswer overview =
        ask(
            new OverviewQuestion(
                Told.DAY, filter, ZoneOffset.UTC, Optional.empty(), Optional.empty(), 1_000));

    assertThat(overview.figures().bounceRate()).as("seed %d", SEED).isBetween(0.01, 0.99);
    assertThat(overview.before().sessions()).isPositive();
    agree(overview.figures(), Told.DAY, filter);
    agree(overview.before(), overview.compare(), filter);
    PagesAnswer pages = ask(new PagesQuestion(Told.DAY, filter, 100));
    assertThat(overview.pages())
        .extracting(PageRow::page, PageRow::views, PageRow::visitors)
        .isEqualTo(
            pages.pages().stream()
                .map(page -> tuple(page.page(), page.views(), page.visitors()))
                .toList());
    CampaignsAnswer campaigns =
        ask(new CampaignsQuestion(Told.DAY, filter, Optional.empty(), Optional.empty(), 100));
    assertThat(overview.sources())
        .extracting(SourceRow::source, SourceRow::sessions, SourceRow::visitors)
        .isEqualTo(
            campaigns.sources().rows().stream()
                .filter(row -> row.sessions() > 0)
                .map(row -> tuple(row.value(), row.sessions(), row.visitors()))
                .toList());
  }

  private static void agree(Figures figures, Range range, Filter filter) throws IOException {
    PagesAnswer pages = ask(new PagesQuestion(range, filter, 1));
    assertThat(figures.views()).isEqualTo(pages.views());
    assertThat(figures.bounceRate()).isEqualTo(pages.bounceRate());
    AudienceAnswer audience =
        ask(
            new AudienceQuestion(
                range, filter, ZoneOffset.UTC, Optional.empty(), Optional.empty(), 1));
    assertThat(figures.visitors()).isEqualTo(audience.all().visitors());
    assertThat(figures.newVisitors()).isEqualTo(audience.all().newVisitors());
    assertThat(figures.sessions()).isEqualTo(audience.all().sessions());
    SessionsAnswer sessions =
        ask(
            new SessionsQuestion(
                range,
                filter,
                Optional.empty(),
                Optional.empty(),
                SessionOrder.NEWEST,
                1,
                Optional.empty()));
    assertThat(figures.sessions()).isEqualTo(sessions.sessions());
    assertThat(figures.averageSessionSeconds()).hasValue(sessions.length().orElseThrow().average());
    assertThat(figures.medianSessionSeconds()).hasValue(sessions.length().orElseThrow().median());
  }

  private static <A> A ask(Question<A> question) throws IOException {
    return new Analysis(STORE, Runnable::run, InstantSource.system())
        .ask(new Scope("app", OptionalInt.of(0), Told.SHOP), question);
  }
}
