package dev.datalab.platform.question;

import static dev.datalab.platform.question.Bodies.RANGE;
import static dev.datalab.platform.question.Bodies.STAGES;
import static dev.datalab.platform.question.Bodies.funnel;
import static dev.datalab.platform.question.Bodies.json;
import static dev.datalab.platform.question.Bodies.pointers;
import static dev.datalab.platform.question.Bodies.rejection;
import static dev.datalab.platform.question.Bodies.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.funnel.Breakdown;
import dev.datalab.core.funnel.Exclusion;
import dev.datalab.core.funnel.FunnelBaseline;
import dev.datalab.core.funnel.FunnelCorrelating;
import dev.datalab.core.funnel.FunnelQuestion;
import dev.datalab.core.funnel.FunnelQuestion.Definition;
import dev.datalab.core.funnel.Order;
import dev.datalab.core.funnel.Stage;
import dev.datalab.core.funnel.VisitorListing;
import dev.datalab.core.match.Matcher.Click;
import dev.datalab.core.match.Matcher.Named;
import dev.datalab.core.match.Matcher.Url;
import dev.datalab.core.match.Matcher.UrlOp;
import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Interval;
import dev.datalab.core.query.Range;
import dev.datalab.core.query.Unit;
import dev.datalab.platform.rpc.Rejection;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FunnelQuestionsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Configured NONE = Bodies.configured(BERLIN, Map.of());

  @Test
  void everyFieldOfAQuestionIsRead() {
    String body =
        json(
            """
            {'from':1793491200000,'to':'2026-12-01T00:00:00+01:00','timeZone':'America/New_York',
             'filters':{'browser':'Firefox'},'breakdown':{'by':'plan','at':2},'archive':'all',
             'stages':[
               {'id':'s1','name':'a','match':{'type':'url','op':'glob','value':'/shop/*'}},
               {'name':'b','anyOf':[
                  {'type':'click','target':'#buy'},
                  {'type':'event','name':'buy','where':{'plan':'pro','seats':5,'trial':false}}],
                'optional':true},
               {'name':'c','match':{'type':'url','op':'regex','value':'^/thanks(/|$)'},'within':'PT10M'}],
             'window':'P1DT2H','order':'ordered','unit':'session',
             'exclude':[{'match':{'type':'url','op':'prefix','value':'/help'},'after':1},
                        {'anyOf':[{'type':'click','target':'Cancel'}],'after':0,'before':2,
                         'filters':{'device':'mobile'}}],
             'hold':'cartId',
             'interval':'week'}
            """);

    Asked<FunnelQuestion> asked = FunnelQuestions.read(body, NONE);

    assertThat(asked.archive()).isEqualTo("all");
    assertThat(asked.question())
        .isEqualTo(
            new FunnelQuestion(
                new Range(1_793_491_200_000L, 1_796_079_600_000L),
                new Filter.Is(Dimension.BuiltIn.BROWSER, Filter.Op.EQUALS, List.of("Firefox")),
                ZoneId.of("America/New_York"),
                new Definition(
                    List.of(
                        Stage.of("a", new Url(UrlOp.GLOB, "/shop/*")),
                        new Stage(
                            "b",
                            List.of(
                                new Click("#buy"),
                                new Named(
                                    "buy", Map.of("plan", "pro", "seats", 5.0, "trial", false))),
                            true,
                            Optional.empty()),
                        new Stage(
                            "c",
                            List.of(new Url(UrlOp.REGEX, "^/thanks(/|$)")),
                            false,
                            Optional.of(Duration.ofMinutes(10)))),
                    Optional.of(Duration.ofHours(26)),
                    Order.ORDERED,
                    Unit.SESSION,
                    List.of(
                        new Exclusion(List.of(new Url(UrlOp.PREFIX, "/help")), OptionalInt.of(1)),
                        new Exclusion(
                            List.of(new Click("Cancel")),
                            OptionalInt.of(0),
                            OptionalInt.of(2),
                            new Filter.Is(
                                Dimension.BuiltIn.DEVICE, Filter.Op.EQUALS, List.of("mobile")))),
                    Optional.of(new Dimension.Property("cartId"))),
                Optional.of(Interval.WEEK),
                Optional.of(
                    new Breakdown(new Dimension.Property("plan"), new Breakdown.Taken(2)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'os'", "{'by':'os'}", "{'by':'os','at':'first'}"})
  void aBreakdownIsByTheFirstStageUnlessItSaysAnother(String breakdown) {
    assertThat(
            FunnelQuestions.read(funnel("'breakdown':" + breakdown), NONE).question().breakdown())
        .contains(Breakdown.of(Dimension.BuiltIn.OS));
    assertThat(
            FunnelQuestions.read(funnel("'breakdown':{'by':'os','at':'last'}"), NONE)
                .question()
                .breakdown())
        .contains(new Breakdown(Dimension.BuiltIn.OS, Breakdown.End.LAST));
  }

  @Test
  void whatAComparisonLeavesOutIsTheQuestions() {
    assertThat(compare("'name':'before','to':'2026-11-15T00:00:00Z','filters':{'os':'Linux'}"))
        .isEqualTo(
            new FunnelBaseline(
                Optional.of("before"),
                OptionalLong.empty(),
                OptionalLong.of(1_794_700_800_000L),
                Optional.of(
                    new Filter.Is(Dimension.BuiltIn.OS, Filter.Op.EQUALS, List.of("Linux"))),
                Optional.empty()));
    assertThat(compare("'segment':{'filters':{'os':'Linux'}}").segment()).isPresent();
  }

  private static FunnelBaseline compare(String fields) {
    return FunnelQuestions.read(funnel("'compare':{" + fields + "}"), NONE)
        .question()
        .compare()
        .orElseThrow();
  }

  @Test
  void correlationsAreOfTheLastStageUnlessTheySayAnother() {
    assertThat(correlating("")).isEqualTo(FunnelCorrelating.USUAL);
    assertThat(correlating("'stage':1,'limit':5,'minimum':2"))
        .isEqualTo(new FunnelCorrelating(OptionalInt.of(1), 5, 2));
  }

  private static FunnelCorrelating correlating(String fields) {
    return FunnelQuestions.read(funnel("'correlate':{" + fields + "}"), NONE)
        .question()
        .correlate()
        .orElseThrow();
  }

  @Test
  void aListIsOfAHundredUnlessItSaysHowMany() {
    assertThat(list("'stage':1,'outcome':'dropped'"))
        .isEqualTo(VisitorListing.of(1, VisitorListing.Outcome.DROPPED));
    assertThat(list("'stage':0,'outcome':'converted','limit':7,'after':'abc'"))
        .isEqualTo(new VisitorListing(0, VisitorListing.Outcome.CONVERTED, 7, Optional.of("abc")));
  }

  private static VisitorListing list(String fields) {
    return FunnelQuestions.read(funnel("'list':{" + fields + "}"), NONE)
        .question()
        .list()
        .orElseThrow();
  }

  @Test
  void withoutThemAQuestionCountsVisitorsInOrderOverAnyTimeInTheZoneOfTheApp() {
    FunnelQuestion question = FunnelQuestions.read(funnel(), NONE).question();

    assertThat(question.zone()).isEqualTo(BERLIN);
    assertThat(question.filter()).isEqualTo(Filter.ALL);
    assertThat(question.interval()).isEmpty();
    assertThat(question.breakdown()).isEmpty();
    assertThat(question.definition().order()).isEqualTo(Order.ORDERED);
    assertThat(question.definition().unit()).isEqualTo(Unit.VISITOR);
    assertThat(question.definition().window()).isEmpty();
    assertThat(question.definition().exclusions()).isEmpty();
    assertThat(FunnelQuestions.read(funnel(), NONE).archive()).isEmpty();
  }

  @Test
  void aFieldThatIsNullCountsAsAbsent() {
    String nulls =
        "'timeZone':null,'filters':null,'breakdown':null,'archive':null,'funnel':null,"
            + "'window':null,'order':null,'unit':null,'exclude':null,'interval':null,'other':null";

    assertThat(FunnelQuestions.read(funnel(nulls), NONE))
        .isEqualTo(FunnelQuestions.read(funnel(), NONE));
  }

  @ParameterizedTest
  @MethodSource("durations")
  void aDurationIsIso8601(String text, Duration expected) {
    assertThat(
            FunnelQuestions.read(funnel("'window':'" + text + "'"), NONE)
                .question()
                .definition()
                .window())
        .contains(expected);
  }

  static Stream<Arguments> durations() {
    return Stream.of(
        Arguments.of("PT30M", Duration.ofMinutes(30)),
        Arguments.of("P1D", Duration.ofHours(24)),
        Arguments.of("P1W", Duration.ofDays(7)),
        Arguments.of(
            "P2DT3H4M5.5S", Duration.ofDays(2).plusHours(3).plusMinutes(4).plusMillis(5_500)),
        Arguments.of("PT0S", Duration.ZERO),
        Arguments.of("PT90M", Duration.ofMinutes(90)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P1M",
        "P1Y",
        "P1Y2M3DT4H",
        "-PT5M",
        "PT-5M",
        "P",
        "PT",
        "P1DT",
        "1h",
        "PT1H30",
        ""
      })
  void aDurationOfMonthsOrYearsOrBelowZeroOrOfNoSenseIsInvalid(String text) {
    Rejection rejection =
        rejection(() -> FunnelQuestions.read(funnel("'window':'" + text + "'"), NONE));

    assertThat(pointers(rejection)).containsExactly("/window");
  }

  @Test
  void monthsAreRefusedWithTheReason() {
    assertThat(rejection(() -> FunnelQuestions.read(funnel("'window':'P1M'"), NONE)).detail())
        .isEqualTo("window: years and months have no fixed length; give days or smaller, as P30D.");
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void whatIsInvalidIsNamedByItsPointers(String body, List<String> expected) {
    Rejection rejection = rejection(() -> FunnelQuestions.read(json(body), NONE));

    assertThat(rejection.kind()).isEqualTo(Rejection.Kind.INVALID);
    assertThat(pointers(rejection)).as(rejection.violations().toString()).isEqualTo(expected);
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        bad("{}").only("/from", "/to", "/stages"),
        range("'2026-11-01'", "'2026-12-01T00:00:00Z'").only("/from"),
        range("'2026-11-01T00:00:00'", "'2026-12-01T00:00:00Z'").only("/from"),
        range("1.5", "'2026-12-01T00:00:00Z'").only("/from"),
        range("true", "'2026-12-01T00:00:00Z'").only("/from"),
        range("9223372036854775807", "'2026-12-01T00:00:00Z'").only("/from"),
        range("'+999999999-12-31T00:00:00Z'", "'2026-12-01T00:00:00Z'").only("/from"),
        range("'2026-11-01T00:00:00Z'", "'2026-11-01T00:00:00Z'").only("/from"),
        more("'timeZone':'Berlin'").only("/timeZone"),
        more("'timeZone':'+01:00'").only("/timeZone"),
        more("'timeZone':1").only("/timeZone"),
        more("'breakdown':7").only("/breakdown"),
        more("'breakdown':'properties.'").only("/breakdown"),
        more("'breakdown':{}").only("/breakdown/by"),
        more("'breakdown':{'by':'os','at':'middle'}").only("/breakdown/at"),
        more("'breakdown':{'by':'os','at':3}").only("/breakdown/at"),
        more("'breakdown':{'by':'os','at':1.5}").only("/breakdown/at"),
        more("'breakdown':{'by':'os','on':1}").only("/breakdown/on"),
        more("'list':'all'").only("/list"),
        more("'list':{}").only("/list/stage", "/list/outcome"),
        more("'list':{'stage':3,'outcome':'dropped'}").only("/list/stage"),
        more("'list':{'stage':-1,'outcome':'won'}").only("/list/stage", "/list/outcome"),
        more("'list':{'stage':0,'outcome':'dropped','limit':0}").only("/list/limit"),
        more("'list':{'stage':0,'outcome':'dropped','limit':1001}").only("/list/limit"),
        more("'list':{'stage':0,'outcome':'dropped','after':7,'order':1}")
            .only("/list/after", "/list/order"),
        more("'compare':'before'").only("/compare"),
        more("'compare':{'form':1,'name':'','from':'x','to':true,'filters':{'n':[]}}")
            .only(
                "/compare/form",
                "/compare/name",
                "/compare/from",
                "/compare/to",
                "/compare/filters/n"),
        more("'compare':{'from':'2027-01-01T00:00:00Z'}").only("/compare/from"),
        more("'compare':{'segment':{}}").only("/compare/segment"),
        more("'correlate':true").only("/correlate"),
        more("'correlate':{'stage':3,'limit':0,'minimum':0,'by':1}")
            .only("/correlate/stage", "/correlate/limit", "/correlate/minimum", "/correlate/by"),
        more("'hold':['a']").only("/hold"),
        more("'hold':'properties.'").only("/hold"),
        more("'exclude':[{'match':{'type':'click','target':'x'},'before':0}]")
            .only("/exclude/0/before"),
        more("'exclude':[{'match':{'type':'click','target':'x'},'before':3}]")
            .only("/exclude/0/before"),
        more("'exclude':[{'match':{'type':'click','target':'x'},'after':0,'before':0}]")
            .only("/exclude/0/before"),
        more("'order':'any','exclude':[{'match':{'type':'click','target':'x'},'before':1}]")
            .only("/exclude/0/before"),
        more("'exclude':[{'match':{'type':'click','target':'x'},'filters':{'n':[]}}]")
            .only("/exclude/0/filters/n"),
        more("'archive':3").only("/archive"),
        more("'breakdwon':'browser'").only("/breakdwon"),
        more("'a/b~c':1").only("/a~1b~0c"),
        more("'interval':'minute'").only("/interval"),
        more("'order':'Strict'").only("/order"),
        more("'order':null,'unit':'user'").only("/unit"),
        more("'window':30").only("/window"),
        more("'funnel':'f'").only("/stages"),
        more("'exclude':{}").only("/exclude"),
        more("'exclude':[{'after':0}]").only("/exclude/0"),
        more("'exclude':[{'match':{'type':'click','target':'x'},'after':2}]")
            .only("/exclude/0/after"),
        more("'exclude':[{'match':{'type':'click','target':'x'},'after':-1}]")
            .only("/exclude/0/after"),
        more("'order':'any','exclude':[{'match':{'type':'click','target':'x'},'after':0}]")
            .only("/exclude/0/after"),
        stages("[]").only("/stages"),
        stages("{}").only("/stages"),
        stages("[1]").only("/stages/0"),
        stages("[null]").only("/stages/0"),
        stages("[{'match':{'type':'click','target':'x'}}]").only("/stages/0/name"),
        stages("[{'name':'','match':{'type':'click','target':'x'}}]").only("/stages/0/name"),
        stages("[{'name':'" + "n".repeat(101) + "','match':{'type':'click','target':'x'}}]")
            .only("/stages/0/name"),
        stages("[{'name':'a'}]").only("/stages/0"),
        stages("[{'name':'a','anyOf':[]}]").only("/stages/0/anyOf"),
        stages("[{'name':'a','match':{'type':'click','target':'x'},'anyOf':[]}]").only("/stages/0"),
        stages("[{'name':'a','match':[]}]").only("/stages/0/match"),
        stages("[{'name':'a','match':{}}]").only("/stages/0/match/type"),
        stages("[{'name':'a','match':{'type':'hover','target':'x'}}]").only("/stages/0/match/type"),
        stages("[{'name':'a','match':{'type':'url','value':'/a'}}]").only("/stages/0/match/op"),
        stages("[{'name':'a','match':{'type':'url','op':'is','value':'/a'}}]")
            .only("/stages/0/match/op"),
        stages("[{'name':'a','match':{'type':'url','op':'regex','value':'(?=a)'}}]")
            .only("/stages/0/match/value"),
        stages("[{'name':'a','match':{'type':'url','op':'equals','value':''}}]")
            .only("/stages/0/match/value"),
        stages("[{'name':'a','match':{'type':'url','op':'equals','value':'/','target':'x'}}]")
            .only("/stages/0/match/target"),
        stages("[{'name':'a','match':{'type':'click','target':'  '}}]")
            .only("/stages/0/match/target"),
        stages("[{'name':'a','match':{'type':'event','name':'e','where':{'p':[1]}}}]")
            .only("/stages/0/match/where/p"),
        stages("[{'name':'a','match':{'type':'event','name':'e','where':{'p':null}}}]")
            .only("/stages/0/match/where/p"),
        stages("[{'name':'a','match':{'type':'event','name':'e','where':{'p':1e999}}}]")
            .only("/stages/0/match/where/p"),
        stages("[{'name':'a','match':{'type':'click','target':'x'},'optional':true}]")
            .only("/stages/0/optional"),
        stages("[{'name':'a','match':{'type':'click','target':'x'},'optional':'yes'}]")
            .only("/stages/0/optional"),
        Arguments.of(
            "{"
                + RANGE
                + ",'order':'strict','stages':[{'name':'a','match':{'type':'click','target':'x'}},"
                + "{'name':'b','optional':true,'match':{'type':'click','target':'y'}}]}",
            List.of("/stages/1/optional")),
        Arguments.of(
            "{"
                + RANGE
                + ",'order':'any','stages':[{'name':'a','within':'PT1M','match':{'type':'click','target':'x'}},"
                + "{'name':'b','optional':true,'within':'PT1M','match':{'type':'click','target':'y'}}]}",
            List.of("/stages/0/within", "/stages/1/optional", "/stages/1/within")));
  }

  private record Bad(String body) {
    Arguments only(String... pointers) {
      return Arguments.of(body, List.of(pointers));
    }
  }

  private static Bad bad(String whole) {
    return new Bad(whole);
  }

  private static Bad range(String from, String to) {
    return new Bad("{'from':" + from + ",'to':" + to + "," + STAGES + "}");
  }

  private static Bad more(String fields) {
    return new Bad("{" + RANGE + "," + STAGES + "," + fields + "}");
  }

  private static Bad stages(String stages) {
    return new Bad("{" + RANGE + ",'stages':" + stages + "}");
  }

  @Test
  void everythingThatIsInvalidIsNamedInTheOrderOfTheBody() {
    String body =
        json(
            """
            {'order':'sideways','stages':[{'name':'a','match':{'type':'url','op':'regex','value':'('}},
             {'within':'P1M','match':{'type':'click'}}],'from':'yesterday','to':5,'unit':3}
            """);

    Rejection rejection = rejection(() -> FunnelQuestions.read(body, NONE));

    assertThat(pointers(rejection))
        .containsExactly(
            "/order",
            "/stages/0/match/value",
            "/stages/1/name",
            "/stages/1/within",
            "/stages/1/match/target",
            "/from",
            "/unit");
  }

  @Test
  void aRefusalSaysWhatIsAllowed() {
    assertThat(rejection(() -> FunnelQuestions.read(funnel("'order':'x'"), NONE)).detail())
        .isEqualTo("order: one of ordered, strict, any, not 'x'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "[]", "7", "null", "{'a':1", "{} {}", "{'a':1,'a':2}"})
  void aBodyThatIsNoJsonObjectIsMalformed(String body) {
    assertThat(rejection(() -> FunnelQuestions.read(json(body), NONE)).kind())
        .isEqualTo(Rejection.Kind.MALFORMED);
  }

  @Test
  void aBodyOfTooManyLevelsIsMalformedAndOneOfTooManyBytesTooLarge() {
    assertThat(rejection(() -> FunnelQuestions.read("{\"a\":" + "[".repeat(100_000), NONE)).kind())
        .isEqualTo(Rejection.Kind.MALFORMED);
    assertThat(
            rejection(
                    () ->
                        FunnelQuestions.read(
                            "{\"a\":\"" + "ä".repeat(FunnelQuestions.MAX_BYTES / 2) + "\"}", NONE))
                .kind())
        .isEqualTo(Rejection.Kind.TOO_LARGE);
  }

  @Test
  void aTrendOfMoreBucketsThanAnybodyReadsIsInvalid() {
    String body =
        json("{'from':1700000000000,'to':1796079600000," + STAGES + ",'interval':'hour'}");

    assertThat(pointers(rejection(() -> FunnelQuestions.read(body, NONE))))
        .containsExactly("/interval");
    assertThat(FunnelQuestions.read(body.replace("hour", "day"), NONE).question().interval())
        .contains(Interval.DAY);
  }

  @Test
  void aConfiguredFunnelBringsEveryFieldButTheRangeAndTheQuestionGoesBeforeIt() {
    Configured configured =
        Bodies.configured(
            BERLIN,
            Map.of(
                "checkout",
                tree(
                    "{'id':'checkout','name':'Checkout','window':'PT1H','order':'strict',"
                        + "'unit':'session','interval':'day','breakdown':'browser',"
                        + "'timeZone':'Asia/Tokyo','filters':{'os':'Linux'},'archive':'all',"
                        + "'exclude':[{'match':{'type':'click','target':'x'}}],"
                        + STAGES
                        + "}")));
    String fields =
        "'window':'PT1H','order':'strict','unit':'session','interval':'day','breakdown':'browser',"
            + "'timeZone':'Asia/Tokyo','filters':{'os':'Linux'},'archive':'all',"
            + "'exclude':[{'match':{'type':'click','target':'x'}}]";

    assertThat(FunnelQuestions.read(json("{" + RANGE + ",'funnel':'checkout'}"), configured))
        .isEqualTo(FunnelQuestions.read(funnel(fields), NONE));

    String own = "'window':'PT5M','order':'any','filters':{},'breakdown':'os'";
    assertThat(
            FunnelQuestions.read(
                json("{" + RANGE + ",'funnel':'checkout'," + own + "}"), configured))
        .isEqualTo(
            FunnelQuestions.read(
                funnel(
                    own,
                    "'unit':'session','interval':'day','timeZone':'Asia/Tokyo','archive':'all'",
                    "'exclude':[{'match':{'type':'click','target':'x'}}]"),
                NONE));
  }

  @Test
  void anUnknownFunnelIsInvalidAndWhatDoesNotFitIntoAConfiguredOneIsNamedThere() {
    Configured configured =
        Bodies.configured(
            BERLIN,
            Map.of(
                "f",
                tree(
                    "{'id':'f','name':'F','stages':["
                        + "{'id':'1','name':'a','match':{'type':'click','target':'x'}},"
                        + "{'id':'2','name':'b','optional':true,"
                        + "'match':{'type':'click','target':'y'}}]}")));

    assertThat(
            pointers(
                rejection(
                    () -> FunnelQuestions.read(json("{" + RANGE + ",'funnel':'g'}"), configured))))
        .containsExactly("/funnel");
    assertThat(
            pointers(
                rejection(
                    () ->
                        FunnelQuestions.read(
                            json("{" + RANGE + ",'order':'strict','funnel':'f'}"), configured))))
        .containsExactly("/funnel");
  }
}
