package dev.datalab.bench.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.datalab.bench.Machine;
import dev.datalab.bench.intake.IntakeReport.Latency;
import dev.datalab.bench.intake.IntakeReport.Line;
import dev.datalab.bench.intake.Load.Outcome;
import dev.datalab.server.client.ApiClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** A server that is measured: its app, and the figures so far. For one thread. */
final class Measured implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Machine machine = Machine.here();
  private final URI address;
  private final BenchApp app;
  private final @Nullable ChildServer child;
  private final double syncMillis;
  private final List<Line> lines = new ArrayList<>();
  private double bytesPerEvent;
  private long acknowledged;
  private long sockets;

  private Measured(URI address, BenchApp app, @Nullable ChildServer child, double syncMillis) {
    this.address = address;
    this.app = app;
    this.child = child;
    this.syncMillis = syncMillis;
  }

  /** Starts a server with its data under a directory. */
  static Measured ownServer(Path parent) throws IOException {
    String options = System.getenv().getOrDefault("DATALAB_JAVA_OPTS", "").strip();
    ChildServer child =
        ChildServer.start(parent, options.isEmpty() ? List.of() : List.of(options.split("\\s+")));
    try {
      BenchApp app = BenchApp.onEmptyServer(child.address());
      return new Measured(child.address(), app, child, DiskSync.medianMillis(parent));
    } catch (IOException e) {
      child.close();
      throw e;
    }
  }

  /** A server that runs, on which somebody with an access token makes an app. */
  static Measured serverAt(URI address, String accessToken) throws IOException {
    ApiClient owner = ApiClient.of(address.toString()).signedIn(accessToken);
    return new Measured(address, BenchApp.ofOwner(owner), null, 0);
  }

  /** A server that runs, on which somebody signs in and makes an app. */
  static Measured serverAt(URI address, String user, String password) throws IOException {
    String login =
        JSON.createObjectNode().put("username", user).put("password", password).toString();
    JsonNode session = ApiClient.of(address.toString()).post("/api/v1/auth/login", login);
    return serverAt(address, session.path("accessToken").asText());
  }

  /** Puts a load on it. */
  void run(LoadPlan plan) throws IOException {
    List<Double> server = new ArrayList<>();
    List<Double> own = new ArrayList<>();
    Outcome outcome =
        new Load(
                plan,
                address,
                app.token(),
                () -> {
                  server.add(child == null ? 0 : Processor.secondsOf(child.pid()));
                  own.add(Processor.ownSeconds());
                })
            .run();
    double seconds = plan.duration().toNanos() / 1e9;
    acknowledged += outcome.acknowledged();
    sockets += outcome.heard();
    bytesPerEvent = outcome.bytesPerEvent();
    lines.add(
        new Line(
            outcome.opened(),
            plan.rate(),
            outcome.counted() / seconds,
            latency(outcome.latency()),
            (server.get(1) - server.get(0)) / seconds,
            (own.get(1) - own.get(0)) / seconds,
            child == null ? 0 : Processor.residentMegabytes(child.pid()),
            outcome.sent() - outcome.acknowledged(),
            outcome.unsentFrames(),
            outcome.failures()));
  }

  private static Latency latency(Histogram micros) {
    return new Latency(
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(90) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getValueAtPercentile(99.9) / 1e3,
        micros.getMaxValue() / 1e3);
  }

  /** What was found, with what is stored now. */
  IntakeReport report(LoadPlan plan) throws IOException {
    return new IntakeReport(
        machine,
        child == null ? address.toString() : "of this build, on an empty embedded store",
        syncMillis,
        bytesPerEvent,
        plan.frame(),
        plan.warmUp().toNanos() / 1e9,
        plan.duration().toNanos() / 1e9,
        lines,
        acknowledged,
        app.storedEvents(),
        app.visitors(),
        sockets);
  }

  /** Stops the server that was started, or takes the app away from the other. */
  @Override
  public void close() throws IOException {
    if (child == null) {
      app.delete();
    } else {
      child.close();
    }
  }
}
