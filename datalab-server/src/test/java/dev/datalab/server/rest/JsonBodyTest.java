package dev.datalab.server.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.problem.Problem;
import dev.datalab.server.problem.ProblemException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a body that is no JSON. */
class JsonBodyTest {
  private static final JsonBodyReader READER =
      new JsonBodyReader(ServerSettings.defaults(Path.of("unused")).http());

  private static void assertRefused(byte[] body, String reason) {
    assertThatThrownBy(
            () ->
                READER.readFrom(
                    JsonBody.class,
                    JsonBody.class,
                    new Annotation[0],
                    MediaType.APPLICATION_JSON_TYPE,
                    new MultivaluedHashMap<>(),
                    new ByteArrayInputStream(body)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(400);
              assertThat(e.problem().detail())
                  .contains(reason)
                  .doesNotContainPattern("Feature|Constraints|com\\.|jackson|[a-z]\\(\\)|code \\d");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"a\":NaN} | line 1, column 9: what stands there is no JSON",
        "{\"a\":-Infinity} | finite numbers",
        "{\"a\":oops} | what stands there is no JSON",
        "{'a':1} | double quotes",
        "{\"a\":01} | what stands there is no JSON",
        "{\"a\":1 | it ends too early. Close",
        "{\"a\":1,\"a\":2} | a field comes twice",
        "{} {} | something follows the end",
        "[] | not an object",
        "~~ | is empty"
      })
  void aBodyThatIsNoJsonSaysWhatIsWrongInWordsOfOurs(String body, String reason) {
    assertRefused(body.getBytes(StandardCharsets.UTF_8), reason);
  }

  @Test
  void aBodyBeyondTheLimitsSaysThem() {
    String deep = "{\"a\":" + "[".repeat(5_000);
    String digits = "{\"a\":" + "1".repeat(5_000) + "}";

    assertRefused(deep.getBytes(StandardCharsets.UTF_8), "deeper than 100 levels");
    assertRefused(digits.getBytes(StandardCharsets.UTF_8), "a number");
  }

  @Test
  void aBodyInAnotherEncodingIsToldWhichToUse() {
    for (Charset other :
        new Charset[] {StandardCharsets.ISO_8859_1, Charset.forName("windows-1252")}) {
      assertRefused("{\"a\":\"zoë\"}".getBytes(other), "not UTF-8");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {"{\"a\":{\"b/c\":[\"x\\ud800\"]}} | /a/b~1c/0", "{\"a\":\"\\udc00\\ud800\"} | /a"})
  void halfACharacterIsRefusedBeforeAnythingIsStored(String body, String pointer) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(422);
              assertThat(e.problem().errors())
                  .extracting(Problem.Fault::pointer)
                  .containsExactly(pointer);
            });
  }

  @Test
  void aWholeCharacterBeyondTheFirst65536IsATextLikeAnyOther() throws IOException {
    assertThat(read("{\"a\":\"\\ud83d\\ude00\"}").text("a")).isEqualTo("😀");
  }

  private static JsonBody read(String body) throws IOException {
    return READER.readFrom(
        JsonBody.class,
        JsonBody.class,
        new Annotation[0],
        MediaType.APPLICATION_JSON_TYPE,
        new MultivaluedHashMap<>(),
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }
}
