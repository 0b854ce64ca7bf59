package dev.datalab.server.intake;

import dev.datalab.ingest.intake.AppDirectory;
import dev.datalab.ingest.intake.AppGrant;
import dev.datalab.ingest.intake.ClientConfig;
import dev.datalab.ingest.intake.IntakeRefusal;
import dev.datalab.platform.rpc.CallContext;
import dev.datalab.proto.appconfig.v1.AppConfigGrpc.AppConfigBlockingStub;
import dev.datalab.proto.appconfig.v1.GetForClientRequest;
import dev.datalab.proto.apptoken.v1.AppTokenGrpc.AppTokenBlockingStub;
import dev.datalab.proto.apptoken.v1.GetStatusRequest;
import dev.datalab.proto.apptoken.v1.GetStatusResponse;
import dev.datalab.proto.apptoken.v1.VerifyAppTokenRequest;
import dev.datalab.proto.apptoken.v1.VerifyAppTokenResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the intake knows of apps: asked of the roles app-token and app-config, in the intake's own
 * name, and kept for at most five seconds. What changes in this process is known at once by {@link
 * #forget}. Thread-safe.
 */
public final class AppTokenDirectory implements AppDirectory {
  private static final Logger log = LoggerFactory.getLogger(AppTokenDirectory.class);
  private static final int MAX_TOKEN_CHARACTERS = 4_096;
  private static final int MOST_TOKENS = 20_000;
  private static final int MOST_APPS = 10_000;

  private final AppTokenBlockingStub tokens;
  private final AppConfigBlockingStub configurations;
  private final InstantSource clock;
  private final AppChanges changes = new AppChanges();

  /** By the token's hash: the text itself is nothing to keep. */
  private final RecentAnswers<String, Verified> verified;

  private final RecentAnswers<String, Configured> configured;
  private final RecentAnswers<TokenId, Standing> standings;

  /** What a token says; nothing if it is not good, which it never is again. */
  private record Verified(Optional<VerifyAppTokenResponse> says) {
    String app() {
      return says.map(VerifyAppTokenResponse::getAppId).orElse("");
    }
  }

  private record Configured(String app, ClientConfig client) {}

  private record TokenId(String app, String id) {}

  private record Standing(String app, boolean open) {}

  /** Without any knowledge; asks when it is asked. */
  public AppTokenDirectory(
      AppTokenBlockingStub tokens, AppConfigBlockingStub configurations, InstantSource clock) {
    this.tokens = tokens;
    this.configurations = configurations;
    this.clock = clock;
    this.verified = new RecentAnswers<>(changes, Verified::app, MOST_TOKENS);
    this.configured = new RecentAnswers<>(changes, Configured::app, MOST_APPS);
    this.standings = new RecentAnswers<>(changes, Standing::app, MOST_TOKENS);
  }

  /** Nothing that was asked about an app before this counts any more. */
  public void forget(String app) {
    changes.changed(app);
  }

  @Override
  public AppGrant verify(String appToken) throws IntakeRefusal {
    if (appToken.isEmpty() || appToken.length() > MAX_TOKEN_CHARACTERS) {
      throw notGood();
    }
    VerifyAppTokenResponse says =
        verified
            .get(hashOf(appToken), () -> askVerified(appToken))
            .says()
            .filter(token -> clock.millis() < token.getExpiresAtMillis())
            .orElseThrow(AppTokenDirectory::notGood);
    String app = says.getAppId();
    return new AppGrant(
        app,
        says.getGeneration(),
        says.getTokenId(),
        says.getOriginsList(),
        limit(says.getLimits().getSessions()),
        limit(says.getLimits().getEventsPerSecond()),
        configured.get(app, () -> askConfigured(app)).client());
  }

  /** A token is of one generation, so whether it goes on need not be asked beside. */
  @Override
  public boolean isOpen(String app, int generation, String tokenId) throws IntakeRefusal {
    var id = new TokenId(app, tokenId);
    return standings.get(id, () -> askStanding(id)).open();
  }

  private static OptionalInt limit(int value) {
    return value > 0 ? OptionalInt.of(value) : OptionalInt.empty();
  }

  private Verified askVerified(String token) throws IntakeRefusal {
    var request = VerifyAppTokenRequest.newBuilder().setToken(token).build();
    return new Verified(ask(() -> tokens.verifyAppToken(request), Status.Code.UNAUTHENTICATED));
  }

  private Configured askConfigured(String app) throws IntakeRefusal {
    var request = GetForClientRequest.newBuilder().setAppId(app).build();
    ClientConfig client =
        ask(() -> configurations.getForClient(request), Status.Code.NOT_FOUND)
            .map(answer -> ClientJson.read(answer.getClientJson()))
            .orElse(ClientConfig.NONE);
    return new Configured(app, client);
  }

  private Standing askStanding(TokenId id) throws IntakeRefusal {
    var request = GetStatusRequest.newBuilder().setAppId(id.app()).setTokenId(id.id()).build();
    Optional<GetStatusResponse> status =
        ask(() -> tokens.getStatus(request), Status.Code.NOT_FOUND);
    boolean open =
        status
            .filter(token -> token.getTokenId().equals(id.id()))
            .filter(token -> token.getRevokedAtMillis() == 0)
            .isPresent();
    return new Standing(id.app(), open);
  }

  /** The answer, made in the intake's own name; nothing for the status that says so. */
  private static <T> Optional<T> ask(Supplier<T> call, Status.Code nothing) throws IntakeRefusal {
    try {
      return Optional.of(CallContext.asService(call));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == nothing) {
        return Optional.empty();
      }
      log.warn("what an app allows can't be asked", e);
      throw IntakeRefusal.of(
          IntakeRefusal.Kind.UNAVAILABLE,
          "A part of the server does not answer. Come again in a few seconds.");
    }
  }

  private static IntakeRefusal notGood() {
    return IntakeRefusal.of(
        IntakeRefusal.Kind.UNAUTHORIZED,
        "The app token is not good. Issue one, and put its snippet into the site.");
  }

  private static String hashOf(String token) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
