package dev.datalab.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.platform.rpc.Caller;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatcherTest {
  private final Feed feed = new Feed();
  private final Slow slow = new Slow();
  private final Watcher watcher = new Watcher(new Caller("vera", "acme"), slow);

  /** Takes a message when the test says so. */
  private static final class Slow implements Outlet {
    final List<String> sent = new ArrayList<>();
    final Deque<Runnable> toTake = new ArrayDeque<>();
    int closedWith;

    @Override
    public void send(String text, Runnable taken) {
      sent.add(text);
      toTake.add(taken);
    }

    @Override
    public void close(int code, String reason) {
      closedWith = code;
    }

    void take() {
      toTake.remove().run();
    }
  }

  @Test
  void oneMessageIsUnderWayAtATime() {
    watcher.tell(published(1, 2));
    assertThat(slow.sent).containsExactly("now 1");

    slow.take();

    assertThat(slow.sent).hasSize(2);
    assertThat(slow.sent.get(1))
        .contains("\"seq\":1")
        .contains("\"seq\":2")
        .contains("\"skipped\":0");
    slow.take();
    assertThat(slow.sent).hasSize(2);
  }

  @Test
  void aSlowWatcherGetsTheNewestAndHowManyWereLeftOut() {
    watcher.tell(published(1, 1));
    watcher.tell(published(2, 100));
    watcher.tell(published(3, 30));
    assertThat(slow.sent).containsExactly("now 1");

    slow.take();
    slow.take();

    assertThat(slow.sent).hasSize(3);
    assertThat(slow.sent.get(1)).isEqualTo("now 3");
    // 131 came, the last 50 are told.
    assertThat(slow.sent.get(2))
        .contains("\"skipped\":81")
        .contains("\"seq\":82,")
        .contains("\"seq\":131,");
    assertThat(slow.sent.get(2)).doesNotContain("\"seq\":81,");
  }

  @Test
  void whoComesLaterIsToldWhatHappensFromThenOn() {
    Published before = published(1, 7);
    watcher.begin(before.events());
    watcher.tell(before);
    slow.take();

    watcher.tell(published(1, 1));

    assertThat(slow.sent).hasSize(2);
    assertThat(slow.sent.get(1)).contains("\"seq\":8,").doesNotContain("\"seq\":7,");
  }

  @Test
  void whoTakesNothingIsStuck() throws InterruptedException {
    assertThat(watcher.isStuck(0)).isFalse();
    watcher.tell(published(1, 0));
    Thread.sleep(2);
    assertThat(watcher.isStuck(1_000_000)).isTrue();
    slow.take();
    assertThat(watcher.isStuck(1_000_000)).isFalse();
  }

  @Test
  void nothingIsSentAfterTheEnd() {
    watcher.close(1008, "gone");
    watcher.close(1012, "stops");
    watcher.tell(published(1, 1));

    assertThat(slow.sent).isEmpty();
    assertThat(slow.closedWith).isEqualTo(1008);
  }

  /** What is published once so many further events have come. */
  private Published published(long nowNumber, int fresh) {
    for (int i = 0; i < fresh; i++) {
      feed.add(event(feed.arrived() + 1));
    }
    List<String> latest = feed.publish();
    return new Published(nowNumber, "now " + nowNumber, feed.arrived(), latest);
  }

  private static RecordedEvent event(long seq) {
    return new RecordedEvent(
        "v",
        "",
        1,
        seq,
        Dimensions.NONE,
        "",
        new Event.UrlChange(1_000, "", "/a", EventProperties.NONE, -1));
  }
}
