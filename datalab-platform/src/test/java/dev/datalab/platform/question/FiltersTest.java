package dev.datalab.platform.question;

import static dev.datalab.platform.question.Bodies.pointers;
import static dev.datalab.platform.question.Bodies.rejection;
import static dev.datalab.platform.question.Bodies.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.query.Dimension;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Filter.And;
import dev.datalab.core.query.Filter.Is;
import dev.datalab.core.query.Filter.Not;
import dev.datalab.core.query.Filter.Op;
import dev.datalab.core.query.Filter.Or;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class FiltersTest {
  private static final Filter FIREFOX = is(BuiltIn.BROWSER, Op.EQUALS, "Firefox");
  private static final Filter LINUX = is(BuiltIn.OS, Op.EQUALS, "Linux");

  @ParameterizedTest
  @MethodSource("valid")
  void aFilterIsReadInShortInFullAndMixed(String filters, Filter expected) {
    assertThat(read(filters)).isEqualTo(expected);
  }

  static Stream<Arguments> valid() {
    Dimension plan = new Dimension.Property("plan");
    return Stream.of(
        Arguments.of("{}", Filter.ALL),
        Arguments.of("{'browser':'Firefox'}", FIREFOX),
        Arguments.of(
            "{'browser':'Firefox','utm.source':['google','bing'],'properties.plan':'pro'}",
            new And(
                List.of(
                    FIREFOX,
                    is(BuiltIn.UTM_SOURCE, Op.EQUALS, "google", "bing"),
                    is(plan, Op.EQUALS, "pro")))),
        Arguments.of(
            "{'plan':5.0,'trial':true,'page':''}",
            new And(
                List.of(
                    is(plan, Op.EQUALS, "5"),
                    is(new Dimension.Property("trial"), Op.EQUALS, "true"),
                    is(BuiltIn.PAGE, Op.EQUALS, "")))),
        Arguments.of(
            "{'and':[{'browser':'Firefox'},{'or':[{'os':'Linux'},{'not':[{'browser':'Firefox'}]}]}]}",
            new And(List.of(FIREFOX, new Or(List.of(LINUX, new Not(FIREFOX)))))),
        Arguments.of("{'not':{'browser':'Firefox'}}", new Not(FIREFOX)),
        Arguments.of(
            "{'not':[{'browser':'Firefox'},{'os':'Linux'}]}",
            new Not(new Or(List.of(FIREFOX, LINUX)))),
        Arguments.of("{'or':[]}", new Or(List.of())),
        Arguments.of("{'and':'x'}", is(new Dimension.Property("and"), Op.EQUALS, "x")),
        Arguments.of(
            "{'properties.field':'x'}", is(new Dimension.Property("field"), Op.EQUALS, "x")),
        Arguments.of("{'field':'os','op':'equals','value':'Linux'}", LINUX),
        Arguments.of(
            "{'field':'os','op':'notEquals','value':['Linux']}",
            new And(List.of(is(BuiltIn.OS, Op.IS_PRESENT), new Not(LINUX)))),
        Arguments.of(
            "{'field':'os','op':'in','value':['a','b']}", is(BuiltIn.OS, Op.EQUALS, "a", "b")),
        Arguments.of(
            "{'field':'page','op':'contains','value':'shop'}",
            is(BuiltIn.PAGE, Op.CONTAINS, "shop")),
        Arguments.of(
            "{'field':'page','op':'prefix','value':'/s'}", is(BuiltIn.PAGE, Op.PREFIX, "/s")),
        Arguments.of(
            "{'field':'page','op':'glob','value':'/s/**'}", is(BuiltIn.PAGE, Op.GLOB, "/s/**")),
        Arguments.of(
            "{'field':'page','op':'regex','value':'^/s'}", is(BuiltIn.PAGE, Op.REGEX, "^/s")),
        Arguments.of("{'field':'plan','op':'less','value':5}", is(plan, Op.LESS, "5")),
        Arguments.of("{'field':'plan','op':'atMost','value':-2.5}", is(plan, Op.AT_MOST, "-2.5")),
        Arguments.of("{'field':'plan','op':'greater','value':'7'}", is(plan, Op.GREATER, "7")),
        Arguments.of("{'field':'plan','op':'atLeast','value':0}", is(plan, Op.AT_LEAST, "0")),
        Arguments.of("{'field':'plan','op':'present'}", is(plan, Op.IS_PRESENT)),
        Arguments.of("{'field':'plan','op':'absent','value':null}", is(plan, Op.IS_ABSENT)));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void whatIsInvalidIsNamedByItsPointer(String filters, String pointer) {
    assertThat(pointers(rejection(() -> read(filters)))).containsExactly(pointer);
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        Arguments.of("[]", "/filters"),
        Arguments.of("'Firefox'", "/filters"),
        Arguments.of("{'browser':{}}", "/filters/browser"),
        Arguments.of("{'browser':null}", "/filters/browser"),
        Arguments.of("{'and':null}", "/filters/and"),
        Arguments.of("{'browser':[]}", "/filters/browser"),
        Arguments.of("{'or':{'browser':'x'}}", "/filters/or"),
        Arguments.of("{'field':5,'op':'equals','value':'x'}", "/filters/field"),
        Arguments.of("{'browser':['a',null]}", "/filters/browser/1"),
        Arguments.of("{'':'x'}", "/filters/"),
        Arguments.of("{'and':[{'os':'Linux'}],'browser':'x'}", "/filters/browser"),
        Arguments.of("{'and':[{'or':[7]}]}", "/filters/and/0/or/0"),
        Arguments.of("{'field':'os'}", "/filters/op"),
        Arguments.of("{'field':'os','op':'like','value':'x'}", "/filters/op"),
        Arguments.of("{'field':'os','op':'equals'}", "/filters/value"),
        Arguments.of("{'field':'os','op':'present','value':'x'}", "/filters/value"),
        Arguments.of("{'field':'os','op':'less','value':'x'}", "/filters/value"),
        Arguments.of("{'field':'os','op':'less','value':[1,2]}", "/filters/value"),
        Arguments.of("{'field':'os','op':'regex','value':'a('}", "/filters/value"),
        Arguments.of("{'field':'os','op':'equals','value':'x','values':[]}", "/filters/values"),
        Arguments.of("{'field':'properties.','op':'present'}", "/filters/field"));
  }

  @Test
  void aMisspeltFieldIsNoPropertyOfThatName() {
    assertThat(
            pointers(rejection(() -> read("{'feild':'browser','op':'equals','value':'Firefox'}"))))
        .containsExactlyInAnyOrder("/filters/feild", "/filters/field");
  }

  @Test
  void aTreeHasAtMostTwentyLevelsAndTwoHundredConditions() {
    assertThat(read(nested(19))).isInstanceOf(Not.class);
    assertThat(pointers(rejection(() -> read(nested(20)))))
        .containsExactly("/filters" + "/not".repeat(20));
    assertThat(read(wide(66))).isInstanceOf(Or.class);
    assertThat(pointers(rejection(() -> read(wide(100))))).containsExactly("/filters/or/99");
  }

  private static String nested(int levels) {
    return "{'not':".repeat(levels) + "{'os':'x'}" + "}".repeat(levels);
  }

  /** Each counts as two, its object and its comparison, and the whole as one. */
  private static String wide(int conditions) {
    return "{'or':[" + String.join(",", Collections.nCopies(conditions, "{'os':'x'}")) + "]}";
  }

  private static Filter read(String filters) {
    Findings findings = Findings.in(tree("{'filters':" + filters + "}"));
    Optional<Filter> filter = Filters.read(findings.body().at("filters"));
    findings.check();
    return filter.orElseThrow();
  }

  private static Filter is(Dimension dimension, Op op, String... values) {
    return new Is(dimension, op, List.of(values));
  }
}
