package dev.datalab.platform.question;

import static dev.datalab.platform.question.Bodies.pointers;
import static dev.datalab.platform.question.Bodies.rejection;
import static dev.datalab.platform.question.Bodies.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.match.Matcher;
import dev.datalab.core.query.Dimension.BuiltIn;
import dev.datalab.core.query.Filter;
import dev.datalab.core.query.Segment;
import dev.datalab.core.query.Segment.And;
import dev.datalab.core.query.Segment.Did;
import dev.datalab.core.query.Segment.Not;
import dev.datalab.core.query.Segment.Or;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class SegmentsTest {
  private static final String BOUGHT = "{'match':{'type':'event','name':'purchase'}}";
  private static final Matcher PURCHASE = new Matcher.Named("purchase", Map.of());
  private static final Filter FIREFOX =
      new Filter.Is(BuiltIn.BROWSER, Filter.Op.EQUALS, List.of("Firefox"));

  @ParameterizedTest
  @MethodSource("valid")
  void aSegmentIsWhatVisitorsDidOrCameByAndATreeOfThese(String segment, Segment expected) {
    assertThat(read(segment)).contains(expected);
  }

  static Stream<Arguments> valid() {
    Segment bought = Segment.did(PURCHASE);
    return Stream.of(
        Arguments.of(BOUGHT, bought),
        Arguments.of("{'filters':{'browser':'Firefox'}}", Segment.had(FIREFOX)),
        Arguments.of(
            "{'anyOf':[{'type':'event','name':'purchase'},{'type':'click','target':'#buy'}],"
                + "'filters':{'browser':'Firefox'}}",
            new Did(List.of(PURCHASE, new Matcher.Click("#buy")), FIREFOX)),
        Arguments.of("{'not':" + BOUGHT + "}", new Not(bought)),
        Arguments.of(
            "{'and':[{'filters':{'browser':'Firefox'}},{'not':[" + BOUGHT + "]}]}",
            new And(List.of(Segment.had(FIREFOX), new Not(bought)))),
        Arguments.of(
            "{'not':[" + BOUGHT + "," + BOUGHT + "]}", new Not(new Or(List.of(bought, bought)))));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void whatIsInvalidIsNamedByItsPointer(String segment, String pointer) {
    assertThat(pointers(rejection(() -> read(segment)))).containsExactly(pointer);
  }

  static Stream<Arguments> invalid() {
    return Stream.of(
        Arguments.of("[]", "/segment"),
        Arguments.of("{}", "/segment"),
        Arguments.of("{'and':[]}", "/segment/and"),
        Arguments.of("{'and':{}}", "/segment/and"),
        Arguments.of("{'or':[7]}", "/segment/or/0"),
        Arguments.of("{'not':" + BOUGHT + ",'filters':{}}", "/segment/filters"),
        Arguments.of("{'match':{'type':'event'}}", "/segment/match/name"),
        Arguments.of(
            "{'match':{'type':'click','target':'#a'},'anyOf':[{'type':'click','target':'#a'}]}",
            "/segment"),
        Arguments.of("{'filters':{'browser':[]}}", "/segment/filters/browser"),
        Arguments.of("{'filters':{},'visited':'/a'}", "/segment/visited"));
  }

  @Test
  void aTreeHasAtMostTwentyLevelsAndSixtyConditions() {
    assertThat(read("{'not':".repeat(19) + BOUGHT + "}".repeat(19))).isPresent();
    assertThat(pointers(rejection(() -> read("{'not':".repeat(20) + BOUGHT + "}".repeat(20)))))
        .containsExactly("/segment" + "/not".repeat(20));
    String half = "{'or':[" + String.join(",", Collections.nCopies(30, BOUGHT)) + "]}";
    assertThat(read("{'and':[" + half + "," + half + "]}")).isPresent();
    assertThat(
            pointers(rejection(() -> read("{'and':[" + half + "," + half + "," + BOUGHT + "]}"))))
        .containsExactly("/segment/and/2");
  }

  @Test
  void noSegmentMeansEverybody() {
    Findings findings = Findings.in(tree("{}"));

    assertThat(Segments.read(findings.body().at("segment"))).isEmpty();
    findings.check();
  }

  private static Optional<Segment> read(String segment) {
    Findings findings = Findings.in(tree("{'segment':" + segment + "}"));
    Optional<Segment> read = Segments.read(findings.body().at("segment"));
    findings.check();
    return read;
  }
}
