package dev.datalab.bench.question;

import dev.datalab.core.audience.AudienceQuestion;
import dev.datalab.core.campaign.CampaignsQuestion;
import dev.datalab.core.delivery.DeliveryQuestion;
import dev.datalab.core.element.ElementsQuestion;
import dev.datalab.core.element.InterestingElement;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.funnel.Breakdown;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Goal;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.journey.JourneyQuestion;
import dev.datalab.core.journey.JourneyQuestion.By;
import dev.datalab.core.map.MapQuestion;
import dev.datalab.core.match.CleaningRule;
import dev.datalab.core.match.Matcher;
import dev.datalab.core.match.Matcher.UrlOp;
import dev.datalab.core.overview.OverviewQuestion;
import dev.datalab.core.page.PagesQuestion;
import dev.datalab.core.query.Campaign;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Question;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Scope;
import dev.datalab.core.query.Site;
import dev.datalab.core.query.Unit;
import dev.datalab.core.retention.RetentionQuestion;
import dev.datalab.core.session.SessionOrder;
import dev.datalab.core.session.SessionsQuestion;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What is asked of the shop's month: every kind of question, plain, filtered and broken down. */
final class AskedQuestions {
  /** The month. */
  private static final Range RANGE =
      new Range(Shop.START_MILLIS, Shop.START_MILLIS + Duration.ofDays(31).toMillis());

  private static final Range SECOND_HALF =
      new Range(Shop.START_MILLIS + Duration.ofDays(15).toMillis(), RANGE.toMillis());

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  /** Whose events are asked about. */
  static final Scope SCOPE =
      new Scope(
          ShopStore.PARTITION.app(),
          OptionalInt.of(ShopStore.PARTITION.generation()),
          new Site(
              "https://shop.example",
              ZONE,
              List.of(
                  new Campaign(
                      "october",
                      "October",
                      new Campaign.Rule.UtmIs(new Utm("newsletter", "", "october", "", ""))),
                  new Campaign("autumn", "Autumn", new Campaign.Rule.SuffixIs("/autumn")),
                  new Campaign("news", "News", new Campaign.Rule.ReferrerIs("news.example")))));

  /** About half of the events. */
  private static final Filter MOBILE = is("device", "mobile");

  private static final Filter RETURNING = is("visitorType", "returning");

  private static final Filter DEEP =
      new Filter.Or(
          List.of(
              new Filter.And(List.of(is("browser", "Safari"), is("language", "de", "de-CH"))),
              new Filter.And(
                  List.of(is("channel", "Paid Search"), new Filter.Not(is("os", "Windows"))))));

  private static final List<Stage> STAGES =
      List.of(
          Stage.of("Goods", url(UrlOp.PREFIX, "/products/")),
          Stage.of("Cart", url(UrlOp.EQUALS, "/cart")),
          Stage.of("Checkout", url(UrlOp.EQUALS, "/checkout")),
          Stage.of("Thanks", url(UrlOp.EQUALS, "/thanks")));

  private static final Definition FUNNEL = funnel(STAGES, Order.ORDERED, Unit.VISITOR);

  private final Map<String, Question<?>> all = new LinkedHashMap<>();

  private AskedQuestions() {}

  /** All of them, by name: the kind first, then the form. */
  static Map<String, Question<?>> byName() {
    AskedQuestions asked = new AskedQuestions();
    asked.funnels();
    asked.journeys();
    asked.pages();
    asked.elements();
    asked.campaigns();
    asked.audiences();
    asked.overviews();
    asked.retentions();
    asked.sessions();
    asked.maps();
    asked.all.put("delivery", new DeliveryQuestion(RANGE));
    return asked.all;
  }

  private void funnels() {
    funnel("funnel", FUNNEL, Filter.ALL, "");
    funnel("funnel, filter", FUNNEL, MOBILE, "");
    funnel("funnel, deep filter", FUNNEL, DEEP, "");
    funnel("funnel, breakdown", FUNNEL, Filter.ALL, "channel");
    funnel("funnel, breakdown by visitor type", FUNNEL, Filter.ALL, "visitorType");
    funnel("funnel of sessions", funnel(STAGES, Order.ORDERED, Unit.SESSION), Filter.ALL, "");
    funnel("funnel, any order", funnel(STAGES, Order.ANY, Unit.VISITOR), Filter.ALL, "");
    funnel("funnel, strict", funnel(STAGES, Order.STRICT, Unit.VISITOR), Filter.ALL, "");
    all.put(
        "funnel, trend by day",
        new FunnelQuestion(
            RANGE, Filter.ALL, ZONE, FUNNEL, Optional.of(Interval.DAY), Optional.empty()));
  }

  private void funnel(String name, Definition definition, Filter filter, String breakdown) {
    FunnelQuestion question =
        new FunnelQuestion(
            RANGE, filter, ZONE, definition, Optional.empty(), by(breakdown).map(Breakdown::of));
    all.put(name, question);
  }

  private void journeys() {
    journey("journey", journey());
    journey("journey, filter", journey().filter(MOBILE));
    journey("journey, breakdown", journey().breakdown(Dimension.of("device")));
    journey("journey with times", journey().time(true));
    journey("journey of sessions", journey().unit(Unit.SESSION));
    journey(
        "journey, goods as one",
        journey().clean(List.of(new CleaningRule("^/products/.*", "/products/{id}"))));
    journey("journey as a graph", journey().form(JourneyQuestion.Form.GRAPH));
    journey(
        "journey back from the thanks",
        journey().end(url(UrlOp.EQUALS, "/thanks")).direction(JourneyQuestion.Direction.BACKWARD));
  }

  private static JourneyQuestion.Builder journey() {
    return JourneyQuestion.builder(RANGE, new By.Url());
  }

  private void journey(String name, JourneyQuestion.Builder builder) {
    JourneyQuestion question = builder.build();
    all.put(name, question);
  }

  private void pages() {
    pages("pages", Filter.ALL);
    pages("pages, filter", MOBILE);
    pages("pages, deep filter", DEEP);
    pages("pages of those who return", RETURNING);
  }

  private void pages(String name, Filter filter) {
    PagesQuestion question = new PagesQuestion(RANGE, filter, PagesQuestion.DEFAULT_LIMIT);
    all.put(name, question);
  }

  private void elements() {
    elements("elements", Filter.ALL, "");
    elements("elements, filter", MOBILE, "");
    elements("elements, breakdown", Filter.ALL, "device");
    elements("elements, breakdown by visitor type", Filter.ALL, "visitorType");
  }

  private void elements(String name, Filter filter, String breakdown) {
    List<InterestingElement> configured =
        IntStream.range(0, 6)
            .mapToObj(i -> new InterestingElement("element-" + i, "Element " + i, "#hovered-" + i))
            .toList();
    ElementsQuestion question =
        new ElementsQuestion(
            RANGE, filter, configured, by(breakdown), ElementsQuestion.DEFAULT_LIMIT);
    all.put(name, question);
  }

  private void campaigns() {
    campaigns("campaigns", Filter.ALL, Optional.empty(), "");
    campaigns("campaigns, filter", MOBILE, Optional.empty(), "");
    campaigns("campaigns, breakdown", Filter.ALL, Optional.empty(), "device");
    campaigns("campaigns with a goal", Filter.ALL, Optional.of(new Goal(FUNNEL, Filter.ALL)), "");
  }

  private void campaigns(String name, Filter filter, Optional<Goal> goal, String breakdown) {
    CampaignsQuestion question =
        new CampaignsQuestion(RANGE, filter, goal, by(breakdown), CampaignsQuestion.DEFAULT_LIMIT);
    all.put(name, question);
  }

  private void audiences() {
    audience("audience", Filter.ALL, Optional.empty(), "");
    audience("audience, filter", MOBILE, Optional.empty(), "");
    audience("audience, breakdown", Filter.ALL, Optional.empty(), "channel");
    audience("audience, breakdown by page", Filter.ALL, Optional.empty(), "page");
    audience("audience, trend by day", Filter.ALL, Optional.of(Interval.DAY), "");
  }

  private void audience(String name, Filter filter, Optional<Interval> interval, String breakdown) {
    all.put(
        name,
        new AudienceQuestion(
            RANGE, filter, ZONE, interval, by(breakdown), AudienceQuestion.DEFAULT_LIMIT));
  }

  private void overviews() {
    overview("overview", RANGE, Filter.ALL, Optional.empty());
    overview("overview, filter", RANGE, MOBILE, Optional.empty());
    overview("overview, trend by day", RANGE, Filter.ALL, Optional.of(Interval.DAY));
    overview(
        "overview of the second half beside the first", SECOND_HALF, Filter.ALL, Optional.empty());
  }

  private void overview(String name, Range range, Filter filter, Optional<Interval> interval) {
    all.put(
        name,
        new OverviewQuestion(
            range, filter, ZONE, Optional.empty(), interval, OverviewQuestion.DEFAULT_LIMIT));
  }

  private void retentions() {
    retention("retention by week", Filter.ALL, Interval.WEEK, "");
    retention("retention by day", Filter.ALL, Interval.DAY, "");
    retention("retention, filter", MOBILE, Interval.WEEK, "");
    retention("retention, breakdown", Filter.ALL, Interval.WEEK, "channel");
  }

  private void retention(String name, Filter filter, Interval interval, String breakdown) {
    all.put(
        name,
        new RetentionQuestion(
            RANGE,
            filter,
            ZONE,
            interval,
            RetentionQuestion.defaultPeriods(interval),
            by(breakdown),
            RetentionQuestion.DEFAULT_LIMIT));
  }

  private void sessions() {
    sessions("sessions", Filter.ALL, "");
    sessions("sessions, filter", MOBILE, "");
    sessions("sessions, breakdown", Filter.ALL, "channel");
  }

  private void sessions(String name, Filter filter, String breakdown) {
    all.put(
        name,
        new SessionsQuestion(
            RANGE,
            filter,
            by(breakdown),
            Optional.empty(),
            SessionOrder.NEWEST,
            SessionsQuestion.DEFAULT_LIMIT,
            Optional.empty()));
  }

  private void maps() {
    map("map", Filter.ALL, "");
    map("map, filter", MOBILE, "");
    map("map, breakdown", Filter.ALL, "device");
  }

  private void map(String name, Filter filter, String breakdown) {
    all.put(
        name,
        new MapQuestion(
            RANGE,
            filter,
            "/cart",
            MapQuestion.Grid.DEFAULT,
            List.of(),
            by(breakdown),
            MapQuestion.DEFAULT_LIMIT));
  }

  private static Optional<Dimension> by(String field) {
    return field.isEmpty() ? Optional.empty() : Optional.of(Dimension.of(field));
  }

  private static Definition funnel(List<Stage> stages, Order order, Unit unit) {
    return new Definition(stages, Optional.of(Duration.ofHours(1)), order, unit, List.of());
  }

  private static Filter is(String field, String... values) {
    return new Filter.Is(Dimension.of(field), Filter.Op.EQUALS, List.of(values));
  }

  private static Matcher url(UrlOp op, String value) {
    return new Matcher.Url(op, value);
  }
}
