package dev.datalab.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.ingest.intake.IntakeRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The answers are texts, {@code app:what}. */
class RecentAnswersTest {
  private final AppChanges changes = new AppChanges();
  private final List<String> asked = new ArrayList<>();
  private long nanos;
  private final RecentAnswers<String, String> answers =
      new RecentAnswers<>(changes, answer -> answer.split(":", 2)[0], 100, () -> nanos);

  private String get(String answer) throws IntakeRefusal {
    return answers.get(
        "key",
        () -> {
          asked.add(answer);
          return answer;
        });
  }

  @Test
  void anAnswerIsKeptForFiveSeconds() throws Exception {
    assertThat(get("shop:open")).isEqualTo("shop:open");
    nanos += TimeUnit.SECONDS.toNanos(5) - 1;
    assertThat(get("shop:shut")).isEqualTo("shop:open");
    nanos += 1;
    assertThat(get("shop:shut")).isEqualTo("shop:shut");
    assertThat(asked).containsExactly("shop:open", "shop:shut");
  }

  @Test
  void aChangeOfTheAppMakesItAskAnew() throws Exception {
    get("shop:open");
    changes.changed("blog");
    assertThat(get("shop:shut")).isEqualTo("shop:open");
    changes.changed("shop");
    assertThat(get("shop:shut")).isEqualTo("shop:shut");
    assertThat(get("shop:open")).isEqualTo("shop:shut");
  }

  @Test
  void anAnswerThatWasAskedForBeforeAChangeIsAskedForAgain() throws Exception {
    String answer =
        answers.get(
            "key",
            () -> {
              asked.add("asked");
              if (asked.size() == 1) {
                changes.changed("shop"); // while the answer is on its way
                return "shop:open";
              }
              return "shop:shut";
            });
    assertThat(answer).isEqualTo("shop:shut");
    assertThat(asked).hasSize(2);
  }

  @Test
  void whatCannotBeToldIsNotKept() throws Exception {
    assertThatThrownBy(
            () ->
                answers.get(
                    "key",
                    () -> {
                      throw IntakeRefusal.of(IntakeRefusal.Kind.UNAVAILABLE, "down");
                    }))
        .isInstanceOf(IntakeRefusal.class);
    assertThat(get("shop:open")).isEqualTo("shop:open");
  }
}
