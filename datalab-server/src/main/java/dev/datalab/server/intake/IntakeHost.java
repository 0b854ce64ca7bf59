package dev.datalab.server.intake;

import dev.datalab.ingest.intake.Intake;
import dev.datalab.server.events.OpenStreams;
import dev.datalab.server.rpc.NamedThreads;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the intake going: has it sweep once a second, tells it which tokens are void, and closes
 * it. Thread-safe.
 */
public final class IntakeHost implements OpenStreams, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IntakeHost.class);
  private static final long PERIOD_SECONDS = 1;

  private final Intake intake;
  private final AppTokenDirectory apps;
  private final ScheduledExecutorService sweeping =
      Executors.newSingleThreadScheduledExecutor(new NamedThreads("intake"));

  /**
   * A host that does not sweep yet.
   *
   * @param apps the directory that the intake asks
   */
  public IntakeHost(Intake intake, AppTokenDirectory apps) {
    this.intake = intake;
    this.apps = apps;
  }

  /** Begins to sweep. */
  @SuppressWarnings("FutureReturnValueIgnored") // Nothing waits for it; what fails is logged.
  public void start() {
    sweeping.scheduleWithFixedDelay(this::sweep, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
  }

  private void sweep() {
    try {
      intake.sweep();
    } catch (RuntimeException e) {
      log.error("the intake was not swept", e); // A task that throws would never run again.
    }
  }

  @Override
  public int close(String app, int throughGeneration, String tokenId) throws IOException {
    apps.forget(app);
    return intake.closeApp(app, throughGeneration, tokenId);
  }

  @Override
  public void forget(String app, String visitor) throws IOException {
    int sessions = intake.forgetVisitor(app, visitor);
    log.info("{} past sessions of an erased visitor of app {} are forgotten", sessions, app);
  }

  /** Acknowledges what is on its way, closes every socket and sweeps no more. */
  @Override
  public void close() {
    sweeping.shutdown();
    intake.close();
  }
}
