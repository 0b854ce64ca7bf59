package dev.datalab.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Violation;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemsTest {

  private static Problem of(Throwable failure) {
    return Problems.of(failure, "the-id");
  }

  @Test
  void aRuleOfAServiceKeepsItsStatusItsSentenceAndItsPointersOverGrpc() {
    StatusRuntimeException status =
        Rejection.invalid(List.of(new Violation("/a", "A."), new Violation("/b", "B."))).toStatus();

    Problem problem = of(status);

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.errors())
        .containsExactly(new Problem.Fault("/a", "A."), new Problem.Fault("/b", "B."));
    assertThat(of(Rejection.conflict("It is locked.").toStatus()))
        .isEqualTo(Problem.of(409, "It is locked."));
    assertThat(of(Rejection.notFound("No.").toStatus()).status()).isEqualTo(404);
    assertThat(of(Rejection.forbidden("No.").toStatus()).status()).isEqualTo(403);
    assertThat(of(Rejection.tooLarge("No.").toStatus()).status()).isEqualTo(413);
  }

  @Test
  void aLimitSaysHowLongToWait() {
    Problem problem = of(Rejection.tooMany("Too many.", Duration.ofSeconds(7)).toStatus());

    assertThat(problem.status()).isEqualTo(429);
    assertThat(problem.retryAfterSeconds()).isEqualTo(7);
  }

  @Test
  void aServiceThatDoesNotAnswerInTimeIsNotReady() {
    assertThat(of(Status.DEADLINE_EXCEEDED.asRuntimeException()).status()).isEqualTo(503);
    assertThat(of(Status.UNAVAILABLE.asRuntimeException()).retryAfterSeconds()).isPositive();
  }

  @Test
  void aDefectTellsTheRequestsIdAndNothingElse() {
    for (Throwable defect :
        List.of(
            new IllegalStateException("secret"),
            Status.INTERNAL.withDescription("secret").asRuntimeException(),
            Status.UNKNOWN.withDescription("secret").asException())) {
      Problem problem = of(defect);
      assertThat(problem.status()).isEqualTo(500);
      assertThat(problem.detail()).contains("the-id").doesNotContain("secret");
    }
  }

  @Test
  void aBodyThatBreaksOffIsTheClientsAffair() {
    assertThat(of(new EOFException()).status()).isEqualTo(400);
  }

  @Test
  void aProblemIsWrittenAsRfc9457Says() throws IOException {
    JsonNode json =
        new ObjectMapper()
            .readTree(Problem.invalid(List.of(new Problem.Fault("/a", "\"A\"."))).toJson());

    assertThat(json.path("type").asText()).isEqualTo("about:blank");
    assertThat(json.path("title").asText()).isEqualTo("Unprocessable Content");
    assertThat(json.path("status").asInt()).isEqualTo(422);
    assertThat(json.path("detail").asText()).isEqualTo("\"A\".");
    assertThat(json.at("/errors/0/pointer").asText()).isEqualTo("/a");
  }
}
