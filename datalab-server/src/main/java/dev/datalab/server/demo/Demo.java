package dev.datalab.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datalab.server.client.ApiClient;
import dev.datalab.server.config.ServerSettings;
import dev.datalab.server.demo.site.ShopSite;
import dev.datalab.server.demo.site.SnippetTag;
import dev.datalab.server.demo.visitors.Arrivals;
import dev.datalab.server.demo.visitors.Crowd;
import dev.datalab.server.demo.visitors.Door;
import dev.datalab.server.demo.visitors.ShopHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A demo that runs: the sample shop on a port of its own, its app with two weeks of history, and
 * visitors who walk through it now. What an earlier start made is found again. Close it before the
 * server. Thread-safe.
 */
public final class Demo implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private final DemoOptions options;
  private final ServerSettings settings;
  private final int serverPort;
  private final Steps steps;
  private @Nullable ShopSite shop;
  private @Nullable Crowd crowd;
  private boolean closed;

  private Demo(DemoOptions options, ServerSettings settings, int serverPort, PrintWriter out) {
    this.options = options;
    this.settings = settings;
    this.serverPort = serverPort;
    this.steps = new Steps(out);
  }

  /**
   * Opens the shop, fills a server or finds that it is filled, shows the funnel and lets visitors
   * come.
   *
   * @param settings the server's; the demo keeps its notes in the same directory
   * @param serverPort the port that the server listens on
   * @param now ends the history, at the first start
   * @param out is told each step, and then the funnel and where to look
   * @throws IOException if the server refuses something, or the shop can't listen; nothing is left
   *     open then
   */
  public static Demo start(
      DemoOptions options, ServerSettings settings, int serverPort, Instant now, PrintWriter out)
      throws IOException {
    Demo demo = new Demo(options, settings, serverPort, out);
    boolean started = false;
    try {
      demo.start(now);
      started = true;
    } finally {
      if (!started) {
        demo.close();
      }
    }
    return demo;
  }

  private void start(Instant now) throws IOException {
    ShopSite site = openShop();
    steps.done("the shop is open on %s", site.origin());
    DemoState state = DemoState.in(settings.data(), now);
    Filling filling = Filling.of(server(), state, steps);
    String app = filling.app(site.origin());
    ShopHistory history = ShopHistory.until(state.historyEnd(), state.seed());
    filling.importHistory(app, history.lines());
    Optional<IssuedToken> token =
        new SiteToken(filling.client(), app, steps).find(state.token(), options.newToken());
    if (token.isPresent()) {
      state.withToken(token.get()).keep(settings.data());
      site.carry(token.get().tag(publicUrl()));
      letVisitorsIn(site, token.get(), Arrivals.after(history, state.seed() ^ now.toEpochMilli()));
    }
    showFunnel(filling.client(), app, state);
    steps.say("");
    steps.say("  Dashboard  " + publicUrl() + "/");
    steps.say("  Sign in    " + Filling.USER + " / " + state.password());
    steps.say("  Shop       " + site.origin() + "/");
    steps.say("  API        " + publicUrl() + "/docs");
    steps.say("  App        " + app);
  }

  private synchronized ShopSite openShop() throws IOException {
    if (closed) {
      throw new IOException("The demo was stopped while it started.");
    }
    int port = options.shopPort() == 0 ? serverPort + 1 : options.shopPort();
    ShopSite opened;
    try {
      opened = ShopSite.open(settings.http().host(), port);
    } catch (BindException e) {
      if (options.shopPort() != 0) {
        throw new IOException(
            "The shop can't listen on port %d (%s). Stop what listens there, or choose another port with --shop-port."
                .formatted(port, e.getMessage()),
            e);
      }
      opened = ShopSite.open(settings.http().host(), 0);
    }
    shop = opened;
    return opened;
  }

  private synchronized void letVisitorsIn(ShopSite site, IssuedToken token, Arrivals arrivals) {
    if (closed || options.visitors() == 0) {
      return;
    }
    Door door = new Door(URI.create(server()), token.text(), site.origin());
    crowd = Crowd.start(door, arrivals, options.visitors(), () -> everybodyLeft(site));
    steps.done("visitors are walking through the shop now, %,d at a time", options.visitors());
  }

  private void everybodyLeft(ShopSite site) {
    site.carry(SnippetTag.NONE);
    steps.warn(
        "The shop's token was revoked: the visitors have left, and the pages carry no snippet.",
        "Start the demo again with --new-token to issue another one.");
  }

  private void showFunnel(ApiClient client, String app, DemoState state) throws IOException {
    Instant from = state.historyEnd().minus(ShopHistory.LENGTH);
    ObjectNode question =
        JSON.createObjectNode()
            .put("from", from.toString())
            .put("to", state.historyEnd().toString())
            .put("funnel", ShopApp.FUNNEL);
    JsonNode answer = client.post("/api/v1/apps/" + app + "/analysis/funnel", question.toString());
    steps.say("");
    steps.say(
        String.format(
            Locale.ROOT,
            "  Purchase, %s to %s: %,d visitors",
            day(from),
            day(state.historyEnd()),
            answer.path("visitors").asLong()));
    steps.say("");
    FunnelTable.lines(answer).forEach(steps::say);
  }

  private static String day(Instant time) {
    return DAY.format(LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  private String publicUrl() {
    return settings.publicUrl().isEmpty() ? server() : settings.publicUrl();
  }

  private String server() {
    return "http://localhost:" + serverPort;
  }

  /** How many visitors walk through the shop. */
  public synchronized int visitors() {
    return crowd == null ? 0 : crowd.size();
  }

  /** The origin of the shop's pages. */
  public synchronized String shop() {
    return shop == null ? "" : shop.origin();
  }

  /** Lets the visitors say goodbye and shuts the shop. May be repeated. */
  @Override
  public synchronized void close() {
    closed = true;
    if (crowd != null) {
      crowd.close();
      crowd = null;
    }
    if (shop != null) {
      shop.close();
      shop = null;
    }
  }
}
