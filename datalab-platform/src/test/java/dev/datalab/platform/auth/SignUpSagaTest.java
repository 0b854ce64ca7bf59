package dev.datalab.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.platform.rpc.Rejection.Kind;
import dev.datalab.platform.rpc.Rejections;
import io.grpc.BindableService;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sign-up that is interrupted at each of its steps ends with all of it or with nothing. */
final class SignUpSagaTest {
  private static final Duration OVERDUE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Town town;

  @BeforeEach
  void start() {
    town = new Town(folder);
  }

  @AfterEach
  void stop() {
    town.close();
  }

  private Kind registrationFails() {
    return Rejections.of(() -> town.register("ada", "Analysts")).kind();
  }

  /** Puts something between UserMeta and its callers. */
  private void around(ServerInterceptor interceptor) {
    town.stopMeta();
    town.startMeta(
        service -> {
          BindableService intercepted = () -> ServerInterceptors.intercept(service, interceptor);
          return intercepted;
        });
  }

  private void metaIsWellAgain() {
    town.stopMeta();
    town.startMeta();
  }

  /** Runs when UserMeta has done what CreateUser asks for, in the place of its answer. */
  private static ServerInterceptor insteadOfTheAnswer(Runnable accident) {
    return new ServerInterceptor() {
      @Override
      public <Q, A> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (!isCreateUser(call)) {
          return next.startCall(call, headers);
        }
        return next.startCall(
            new SimpleForwardingServerCall<Q, A>(call) {
              @Override
              public void sendMessage(A message) {
                accident.run();
                call.close(Status.UNAVAILABLE, new Metadata());
              }

              @Override
              public void close(Status status, Metadata trailers) {
                // Closed already.
              }
            },
            headers);
      }
    };
  }

  private static boolean isCreateUser(ServerCall<?, ?> call) {
    return call.getMethodDescriptor().getFullMethodName().endsWith("/CreateUser");
  }

  @Test
  void userMetaIsDownFromTheBeginning() {
    town.stopMeta();
    assertThat(registrationFails()).isEqualTo(Kind.UNAVAILABLE);
    town.startMeta();

    assertThat(town.authService().settleSignUps()).isEqualTo(1);
    town.clock.advance(OVERDUE);
    assertThat(town.authService().settleSignUps()).isZero();

    town.register("ada", "Analysts");
  }

  @Test
  void aNameLeftReservedIsFreeForTheNextWhoWantsItOnceItIsOverdue() {
    town.stopMeta();
    assertThat(registrationFails()).isEqualTo(Kind.UNAVAILABLE);
    town.startMeta();
    assertThat(registrationFails()).isEqualTo(Kind.TAKEN);
    assertThat(Rejections.of(() -> town.login("ada", Town.PASSWORD)).kind())
        .isEqualTo(Kind.UNAUTHENTICATED);

    town.clock.advance(OVERDUE);

    assertThat(town.register("ada", "Analysts").getUser().getUsername()).isEqualTo("ada");
  }

  @Test
  void userAuthDiesBeforeTheUserIsCreated() {
    around(
        new ServerInterceptor() {
          @Override
          public <Q, A> ServerCall.Listener<Q> interceptCall(
              ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            town.killAuthStore();
            call.close(Status.UNAVAILABLE, new Metadata());
            return new ServerCall.Listener<>() {};
          }
        });
    assertThat(registrationFails()).isEqualTo(Kind.UNAVAILABLE);
    metaIsWellAgain();
    town.restartAuth();
    assertThat(town.authService().settleSignUps()).isEqualTo(1);
    town.clock.advance(OVERDUE);

    assertThat(town.authService().settleSignUps()).isZero();

    town.register("ada", "Analysts");
  }

  @Test
  void userAuthDiesAfterTheUserIsCreated() {
    around(insteadOfTheAnswer(town::killAuthStore));
    // Without its store it can still destroy the user: that goes as well in a dying process.
    assertThat(registrationFails()).isEqualTo(Kind.UNAVAILABLE);
    metaIsWellAgain();
    town.restartAuth();
    assertThat(town.authService().settleSignUps()).isEqualTo(1);
    town.clock.advance(OVERDUE);

    assertThat(town.authService().settleSignUps()).isZero();

    town.register("ada", "Analysts");
  }

  @Test
  void bothDieAfterTheUserIsCreated() {
    // Nothing answers from here on, not even the compensation.
    AtomicBoolean dead = new AtomicBoolean();
    ServerInterceptor dying =
        insteadOfTheAnswer(
            () -> {
              town.killAuthStore();
              dead.set(true);
            });
    around(
        new ServerInterceptor() {
          @Override
          public <Q, A> ServerCall.Listener<Q> interceptCall(
              ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            if (dead.get()) {
              call.close(Status.UNAVAILABLE, new Metadata());
              return new ServerCall.Listener<>() {};
            }
            return dying.interceptCall(call, headers, next);
          }
        });
    assertThat(registrationFails()).isEqualTo(Kind.UNAVAILABLE);
    metaIsWellAgain();
    town.restartAuth();

    assertThat(Rejections.of(() -> town.login("ada", Town.PASSWORD)).kind())
        .isEqualTo(Kind.UNAUTHENTICATED);
    town.clock.advance(OVERDUE);

    // The user is there, so the sign-up is finished; signing in does it, if nobody did before.
    assertThat(town.login("ada", Town.PASSWORD).getUser().getOrganizationName())
        .isEqualTo("Analysts");
    assertThat(town.authService().settleSignUps()).isZero();
  }

  @Test
  void theAnswerIsLostAndTheUserIsTakenBackAtOnce() {
    around(insteadOfTheAnswer(() -> {}));
    assertThat(registrationFails()).isEqualTo(Kind.UNAVAILABLE);
    metaIsWellAgain();

    assertThat(town.authService().settleSignUps()).isZero();
    assertThat(town.register("ada", "Analysts").getUser().getUsername()).isEqualTo("ada");
  }

  @Test
  void whatCannotBeSettledNowStaysForTheNextTime() {
    town.stopMeta();
    assertThat(registrationFails()).isEqualTo(Kind.UNAVAILABLE);
    town.clock.advance(OVERDUE);

    assertThat(town.authService().settleSignUps()).isEqualTo(1);
    assertThat(registrationFails()).isEqualTo(Kind.UNAVAILABLE);

    town.startMeta();
    assertThat(town.authService().settleSignUps()).isZero();
  }
}
