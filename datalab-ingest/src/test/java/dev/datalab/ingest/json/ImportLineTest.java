package dev.datalab.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.ingest.device.Equipment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportLineTest {
  private static final long NOW = 1_793_527_200_000L;

  private final ImportLine line =
      new ImportLine(userAgent -> new Equipment("B of " + userAgent, "O", "D"));

  @Test
  void aLineBringsVisitorSessionIdAndDimensions() throws Exception {
    assertThat(
            recorded(
                "{'visitor':'u1','session':'s1','id':'i1','timestamp':1793527200000,'type':'url',"
                    + "'url':'/a','referrer':'https://news.example/x','browser':'Firefox',"
                    + "'os':'Linux','device':'desktop','language':'de-CH','screen':'1920x1080',"
                    + "'utm':{'source':'a','medium':'b','campaign':'c','term':'d','content':'e'}}"))
        .isEqualTo(
            new RecordedEvent(
                "u1",
                "s1",
                4,
                9,
                new Dimensions(
                    "https://news.example/x",
                    "Firefox",
                    "Linux",
                    "desktop",
                    "de-CH",
                    "1920x1080",
                    new Utm("a", "b", "c", "d", "e")),
                "i1",
                new Event.UrlChange(NOW, "", "/a", EventProperties.NONE, Event.UNKNOWN_ELAPSED)));
  }

  @Test
  void aVisitorAndAnEventAreEnough() throws Exception {
    RecordedEvent recorded = recorded(with("'visitor':'u1'"));
    assertThat(recorded.dimensions()).isEqualTo(Dimensions.NONE);
    assertThat(recorded.session()).isEmpty();
    assertThat(recorded.id()).isEmpty();
  }

  @Test
  void aUserAgentSaysWhatTheLineDoesNot() throws Exception {
    Dimensions read = recorded(with("'visitor':'u','userAgent':'UA'")).dimensions();
    assertThat(read.browser()).isEqualTo("B of UA");
    assertThat(read.os()).isEqualTo("O");
    assertThat(read.device()).isEqualTo("D");
  }

  @Test
  void whatTheLineSaysWinsOverItsUserAgent() throws Exception {
    Dimensions read =
        recorded(with("'visitor':'u','userAgent':'UA','browser':'Own','device':'kiosk'"))
            .dimensions();
    assertThat(read.browser()).isEqualTo("Own");
    assertThat(read.os()).isEqualTo("O");
    assertThat(read.device()).isEqualTo("kiosk");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'session':'s' | visitor: missing",
        "'visitor':null | visitor: missing",
        "'visitor':'' | visitor: a text of 1 to 200",
        "'visitor':7 | visitor: a text of 1 to 200",
        "'visitor':'u','session':7 | session: a text",
        "'visitor':'u','id':{} | id: a text",
        "'visitor':'u','referrer':false | referrer: a text",
        "'visitor':'u','utm':'x' | utm: an object",
        "'visitor':'u','utm':{'source':1} | utm: an object",
        "'visitor':'u','browser':[1] | browser: a text",
        "'visitor':'u','language':2 | language: a text",
        "'visitor':'u','screen':{'w':1} | screen: a text"
      })
  void aBrokenRuleIsTold(String fields, String beginning) {
    assertThatThrownBy(() -> recorded(with(fields)))
        .isInstanceOf(EventFormatException.class)
        .hasMessageStartingWith(beginning);
  }

  @Test
  void idsAreTakenUpToTheirLimitAndNotBeyond() throws Exception {
    String longest = "v".repeat(200);
    assertThat(recorded(with("'visitor':'" + longest + "'")).visitor()).isEqualTo(longest);
    assertThatThrownBy(() -> recorded(with("'visitor':'v" + longest + "'")))
        .hasMessageStartingWith("visitor:");
    assertThatThrownBy(() -> recorded(with("'visitor':'v','id':'v" + longest + "'")))
        .hasMessageStartingWith("id:");
  }

  @ParameterizedTest
  @CsvSource({"0,true", "-1,false", "253402300799999,true", "253402300800000,false"})
  void aTimeLiesBetweenTheYears1970And9999(long time, boolean taken) throws Exception {
    String json = "{'visitor':'u','type':'event','name':'a','timestamp':" + time + "}";
    if (taken) {
      assertThat(recorded(json).event().time()).isEqualTo(time);
    } else {
      assertThatThrownBy(() -> recorded(json))
          .isInstanceOf(EventFormatException.class)
          .hasMessageStartingWith("timestamp: not between");
    }
  }

  @Test
  void aNameIsCountedInCharactersAndNotInUtf16() throws Exception {
    String longest = "😀".repeat(100);
    String json = "{'visitor':'u','type':'event','timestamp':5,'name':'%s'}";
    assertThat(recorded(json.formatted(longest)).event())
        .isEqualTo(new Event.Custom(5, "", EventProperties.NONE, longest));
    assertThatThrownBy(() -> recorded(json.formatted(longest + "x")))
        .hasMessageStartingWith("name:");
  }

  private static String with(String fields) {
    return "{'timestamp':'2026-11-01T10:00:00Z','type':'url','url':'/a'," + fields + "}";
  }

  private RecordedEvent recorded(String json) throws EventFormatException {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return line.recorded(new EventDecoder().decode(bytes, 0, bytes.length), 4, 9);
  }
}
