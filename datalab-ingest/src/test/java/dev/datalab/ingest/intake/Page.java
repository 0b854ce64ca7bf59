package dev.datalab.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A page's end of a socket: what it is sent, and how it is closed. */
final class Page implements Peer {
  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> closes = new LinkedBlockingQueue<>();
  private @Nullable StreamConnection connection;

  static Page open(Intake intake, HelloAnswer hello) throws IntakeRefusal {
    return open(intake, hello.ticket(), SampleApps.SHOP_ORIGIN);
  }

  static Page open(Intake intake, String ticket, String origin) throws IntakeRefusal {
    intake.admit(ticket, origin);
    Page page = new Page();
    page.connection = intake.open(ticket, page);
    return page;
  }

  @Override
  public void send(String text) {
    texts.add(text);
  }

  @Override
  public void close(int code, String reason) {
    closes.add(code + " " + reason);
    if (connection != null) {
      connection.gone();
    }
  }

  StreamConnection connection() {
    if (connection == null) {
      throw new IllegalStateException("not open");
    }
    return connection;
  }

  void say(String text) {
    connection().text(text);
  }

  /** Sends a frame and waits for its answer. */
  long send(long seq, String... events) throws InterruptedException {
    say(Json.frame(seq, events));
    return ack();
  }

  /** The next acknowledgement. */
  long ack() throws InterruptedException {
    String text = texts.poll(30, TimeUnit.SECONDS);
    assertThat(text).as("an acknowledgement; closed: %s", closes).matches("\\{\"ack\":\\d+}");
    return Long.parseLong(text.substring(7, text.length() - 1));
  }

  /** How it was closed: code and reason. */
  String closed() throws InterruptedException {
    String close = closes.poll(30, TimeUnit.SECONDS);
    assertThat(close).as("closed").isNotNull();
    return String.valueOf(close);
  }

  boolean isOpen() {
    return closes.isEmpty();
  }

  /** What was sent and not looked at yet. */
  List<String> texts() {
    return new ArrayList<>(texts);
  }
}
