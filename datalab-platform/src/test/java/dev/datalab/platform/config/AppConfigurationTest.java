package dev.datalab.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.match.CleaningRule;
import dev.datalab.core.query.Campaign;
import dev.datalab.core.query.Campaign.Rule;
import dev.datalab.platform.config.Settings.Identity;
import dev.datalab.platform.config.Settings.Signal;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Violation;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AppConfigurationTest {
  private static final String CLICK = "'match':{'type':'click','target':'#buy'}";

  /** Fields out of order, nulls, and every option. */
  private static final String FULL =
      json(
          """
          {'settings':{'mouse':true,'timeZone':'Europe/Berlin','retentionDays':400,
             'identity':'cookieless','honour':['gpc','dnt'],'queryParameters':['q','page'],
             'clean':[{'as':'/product/{id}','pattern':'^/product/\\\\d+$'}]},
           'elements':[{'target':'#buy','id':'e','name':'Buy'}],
           'campaigns':[{'id':'c1','name':'Spring','match':{'utm':{'campaign':'spring'}}},
             {'id':'c2','name':'Hash','match':{'suffix':'#spring'}},
             {'id':'c3','name':'News','match':{'referrer':'https://www.News.example/'}}],
           'funnels':[{'name':'Checkout','id':'f','order':'ordered','window':'P1D','unit':null,
             'exclude':[{'match':{'value':'/help','type':'url','op':'prefix'},'after':0}],
             'filters':{'zeta':'1','browser':'Firefox'},'breakdown':'os','interval':'day',
             'timeZone':'UTC','archive':'all',
             'stages':[
               {'match':{'op':'equals','value':'/basket','type':'url'},'name':'Basket','id':'s1'},
               {'id':'s2','name':'Pay','optional':true,'within':'PT10M','anyOf':[
                 {'type':'url','op':'regex','value':'^/pay'},{'type':'click','target':'#buy'}]},
               {'id':'s3','name':'Done','match':{'type':'url','op':'regex','value':'^/done'}}]}]}
          """);

  @Test
  void anAppThatNobodyHasConfiguredHasTheDefaults() {
    assertThat(AppConfiguration.DEFAULT.json())
        .isEqualTo(
            json(
                "{'funnels':[],'campaigns':[],'elements':[],'settings':{'timeZone':'UTC',"
                    + "'identity':'cookie','honour':[],'mouse':false,'queryParameters':[],"
                    + "'clean':[]}}"));
    assertThat(AppConfiguration.read("{}")).isEqualTo(AppConfiguration.DEFAULT);
    assertThat(AppConfiguration.read(json("{'funnels':null,'settings':{'honour':null}}")))
        .isEqualTo(AppConfiguration.DEFAULT);
  }

  @Test
  void whatWasConfiguredComesBackInOneFormHoweverItWasWritten() {
    AppConfiguration configuration = AppConfiguration.read(FULL);

    assertThat(configuration.json())
        .isEqualTo(
            json("""
                    {'funnels':[{'id':'f','name':'Checkout','stages':[
                    {'id':'s1','name':'Basket','match':{'type':'url','op':'equals','value':'/basket'}},
                    {'id':'s2','name':'Pay','anyOf':[{'type':'url','op':'regex','value':'^/pay'},
                    {'type':'click','target':'#buy'}],'optional':true,'within':'PT10M'},
                    {'id':'s3','name':'Done','match':{'type':'url','op':'regex','value':'^/done'}}],
                    'archive':'all','breakdown':'os',
                    'exclude':[{'match':{'type':'url','op':'prefix','value':'/help'},'after':0}],
                    'filters':{'browser':'Firefox','zeta':'1'},'interval':'day','order':'ordered',
                    'timeZone':'UTC','window':'P1D'}],
                    'campaigns':[{'id':'c1','name':'Spring','match':{'utm':{'campaign':'spring'}}},
                    {'id':'c2','name':'Hash','match':{'suffix':'#spring'}},
                    {'id':'c3','name':'News','match':{'referrer':'https://www.News.example/'}}],
                    'elements':[{'id':'e','name':'Buy','target':'#buy'}],
                    'settings':{'timeZone':'Europe/Berlin','retentionDays':400,
                    'identity':'cookieless','honour':['dnt','gpc'],'mouse':true,
                    'queryParameters':['q','page'],
                    'clean':[{'pattern':'^/product/\\\\d+$','as':'/product/{id}'}]}}
                    """)
                .replace("\n", ""));
    assertThat(AppConfiguration.read(configuration.json())).isEqualTo(configuration);
    assertThat(AppConfiguration.read(configuration.json()).json()).isEqualTo(configuration.json());
  }

  @Test
  void settingsAndCampaignsAreUnderstood() {
    AppConfiguration configuration = AppConfiguration.read(FULL);

    assertThat(configuration.settings())
        .isEqualTo(
            new Settings(
                ZoneId.of("Europe/Berlin"),
                OptionalInt.of(400),
                Identity.COOKIELESS,
                Set.of(Signal.DNT, Signal.GPC),
                true,
                List.of("q", "page"),
                List.of(new CleaningRule("^/product/\\d+$", "/product/{id}"))));
    assertThat(configuration.site("https://shop.example").campaigns())
        .containsExactly(
            new Campaign("c1", "Spring", new Rule.UtmIs(new Utm("", "", "spring", "", ""))),
            new Campaign("c2", "Hash", new Rule.SuffixIs("#spring")),
            new Campaign("c3", "News", new Rule.ReferrerIs("news.example")));
    assertThat(configuration.questions().timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(configuration.questions().funnels()).containsOnlyKeys("f");
  }

  @Test
  void theSnippetGetsEveryRuleButRegularExpressionsAndIsToldWhereOneIsMissing() {
    assertThat(AppConfiguration.read(FULL).clientJson())
        .isEqualTo(
            json("""
                    {'stages':[
                    {'id':'s1','funnel':'f','anyOf':[{'type':'url','op':'equals','value':'/basket'}]},
                    {'id':'s2','funnel':'f','anyOf':[{'type':'click','target':'#buy'}],'partial':true},
                    {'id':'s3','funnel':'f','anyOf':[],'partial':true}],
                    'elements':[{'id':'e','target':'#buy'}],
                    'settings':{'identity':'cookieless','honour':['dnt','gpc'],'mouse':true,
                    'queryParameters':['q','page']}}
                    """)
                .replace("\n", ""));
  }

  @Test
  void theSnippetGetsTheTargetsOfElementsInOneSpelling() {
    String given =
        "{'elements':[{'id':'a','name':'A','target':' [name=\\\"q\\\"] '},"
            + "{'id':'b','name':'B','target':'buy now'}]}";

    assertThat(AppConfiguration.read(json(given)).clientJson())
        .contains(json("[{'id':'a','target':'[name=q]'},{'id':'b','target':'buy now'}]"));
  }

  @Test
  void onlyTheRetentionMayDifferForTwoToBeTheSameButForIt() {
    AppConfiguration full = AppConfiguration.read(FULL);

    assertThat(full.isSameButRetention(AppConfiguration.read(FULL.replace("400", "30")))).isTrue();
    assertThat(
            full.isSameButRetention(
                AppConfiguration.read(FULL.replace("\"retentionDays\":400,", ""))))
        .isTrue();
    assertThat(
            full.isSameButRetention(
                AppConfiguration.read(FULL.replace("400", "30").replace("true", "false"))))
        .isFalse();
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void whatIsInvalidIsNamedByItsPointers(String body, List<String> pointers) {
    Rejection rejection =
        catchThrowableOfType(Rejection.class, () -> AppConfiguration.read(json(body)));

    assertThat(rejection.kind()).isEqualTo(Rejection.Kind.INVALID);
    assertThat(rejection.violations().stream().map(Violation::pointer))
        .as(rejection.violations().toString())
        .isEqualTo(pointers);
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        bad("{'funnel':[]}", "/funnel"),
        bad("{'funnels':{}}", "/funnels"),
        bad("{'funnels':[7]}", "/funnels/0"),
        bad("{'funnels':[{}]}", "/funnels/0/id", "/funnels/0/name", "/funnels/0/stages"),
        bad(
            "{'funnels':[" + funnel("f", "s", "") + "," + funnel("f", "t", "") + "]}",
            "/funnels/1/id"),
        bad(
            "{'funnels':[" + funnel("f", "s", "") + "," + funnel("g", "s", "") + "]}",
            "/funnels/1/stages/0/id"),
        bad("{'funnels':[" + funnel("", "s", "") + "]}", "/funnels/0/id"),
        bad("{'funnels':[" + funnel("f".repeat(101), "s", "") + "]}", "/funnels/0/id"),
        bad(
            "{'funnels':[{'id':'f','name':'F','stages':[{'name':'a'," + CLICK + "}]}]}",
            "/funnels/0/stages/0/id"),
        bad("{'funnels':[" + funnel("f", "s", ",'from':0") + "]}", "/funnels/0/from"),
        bad("{'funnels':[" + funnel("f", "s", ",'funnel':'g'") + "]}", "/funnels/0/funnel"),
        bad("{'funnels':[" + funnel("f", "s", ",'window':'P1M'") + "]}", "/funnels/0/window"),
        bad(
            "{'funnels':[" + funnel("f", "s", ",'filters':{'field':'os'}") + "]}",
            "/funnels/0/filters/op"),
        bad("{'campaigns':[{'id':'c','name':'C','match':{}}]}", "/campaigns/0/match"),
        bad("{'campaigns':[{'id':'c','name':'C'}]}", "/campaigns/0/match"),
        bad(
            "{'campaigns':[{'id':'c','name':'C','match':{'suffix':'a','referrer':'b'}}]}",
            "/campaigns/0/match"),
        bad("{'campaigns':[{'id':'c','name':'C','match':{'utm':{}}}]}", "/campaigns/0/match/utm"),
        bad(
            "{'campaigns':[{'id':'c','name':'C','match':{'utm':{'sauce':'x'}}}]}",
            "/campaigns/0/match/utm",
            "/campaigns/0/match/utm/sauce"),
        bad(
            "{'campaigns':[{'id':'c','name':'C','match':{'suffix':''}}]}",
            "/campaigns/0/match/suffix"),
        bad(
            "{'elements':[{'id':'e','name':'E'},{'id':'e','name':'E','target':' '}]}",
            "/elements/0/target",
            "/elements/1/id",
            "/elements/1/target"),
        bad("{'elements':[{'id':'e','name':'E','target':'#'}]}", "/elements/0/target"),
        bad("{'settings':[]}", "/settings"),
        bad("{'settings':{'timezone':'UTC'}}", "/settings/timezone"),
        bad("{'settings':{'timeZone':'Mars'}}", "/settings/timeZone"),
        bad("{'settings':{'retentionDays':0}}", "/settings/retentionDays"),
        bad("{'settings':{'retentionDays':'30'}}", "/settings/retentionDays"),
        bad("{'settings':{'identity':'device'}}", "/settings/identity"),
        bad(
            "{'settings':{'honour':['dnt','dnt','p3p']}}",
            "/settings/honour/1",
            "/settings/honour/2"),
        bad("{'settings':{'mouse':1}}", "/settings/mouse"),
        bad(
            "{'settings':{'queryParameters':['q','q',7]}}",
            "/settings/queryParameters/1",
            "/settings/queryParameters/2"),
        bad(
            "{'settings':{'clean':[{'pattern':'(','as':'x'},{'pattern':'x'}]}}",
            "/settings/clean/0/pattern",
            "/settings/clean/1/as"),
        bad(
            "{'campaigns':[" + String.join(",", Collections.nCopies(201, "7")) + "]}",
            Stream.concat(
                    Stream.of("/campaigns"),
                    Stream.iterate(0, i -> i + 1).limit(200).map(i -> "/campaigns/" + i))
                .toArray(String[]::new)));
  }

  private static Arguments bad(String body, String... pointers) {
    return Arguments.of(body, List.of(pointers));
  }

  private static String funnel(String id, String stageId, String more) {
    return "{'id':'"
        + id
        + "','name':'F','stages':[{'id':'"
        + stageId
        + "','name':'a',"
        + CLICK
        + "}]"
        + more
        + "}";
  }

  @Test
  void aConfigurationOfMoreThanAMebibyteIsTooLarge() {
    Rejection rejection =
        catchThrowableOfType(
            Rejection.class,
            () -> AppConfiguration.read("{" + " ".repeat(AppConfiguration.MAX_BYTES) + "}"));

    assertThat(rejection.kind()).isEqualTo(Rejection.Kind.TOO_LARGE);
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
