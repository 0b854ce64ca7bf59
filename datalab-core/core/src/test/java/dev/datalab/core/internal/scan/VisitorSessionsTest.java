package dev.datalab.core.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.block.BlockBuilder;
import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import dev.datalab.core.session.SessionCutter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VisitorSessionsTest {
  private static final int CASES = 2_000;
  private static final String[] IDS = {"", "", "a", "b", "c"};
  private static final String[] PAGES = {"", "", "/x", "/y"};

  private final VisitorCursor cursor = new VisitorCursor();
  private final VisitorEvents events = new VisitorEvents();
  private final VisitorSessions sessions = new VisitorSessions();

  @Test
  void inPlaceOrMergedTheyAreCutByTheRulesOfTheCutter() {
    for (int seed = 0; seed < CASES; seed++) {
      Random random = new Random(seed);
      int blocks = 1 + random.nextInt(3);
      List<List<RecordedEvent>> ofBlock = new ArrayList<>();
      for (int i = 0; i < blocks; i++) {
        ofBlock.add(new ArrayList<>());
      }
      List<List<RecordedEvent>> ofVisitor = new ArrayList<>();
      for (int visitor = 0; visitor < 3; visitor++) {
        List<RecordedEvent> all = events(random, "v" + visitor);
        ofVisitor.add(all);
        all.forEach(event -> ofBlock.get(random.nextInt(blocks)).add(event));
      }
      List<BlockSlice> slices =
          ofBlock.stream().filter(of -> !of.isEmpty()).map(VisitorSessionsTest::slice).toList();
      cursor.open(slices);
      int visitors = 0;
      while (cursor.next()) {
        events.load(cursor, Long.MAX_VALUE);
        sessions.cut(events, cursor);
        int first = cursor.slice(0);
        String id = recorded(slices.get(first), cursor.from(first)).visitor();
        List<RecordedEvent> all = new ArrayList<>(ofVisitor.get(id.charAt(1) - '0'));
        all.sort(
            Comparator.comparingLong((RecordedEvent of) -> of.event().time())
                .thenComparing(RecordedEvent::seq));
        checkVisitor("seed " + seed + ", " + id, all);
        visitors++;
      }
      assertThat(visitors).as("seed %d", seed).isEqualTo(3);
    }
  }

  private void checkVisitor(String name, List<RecordedEvent> all) {
    SessionCutter cutter = new SessionCutter();
    cutter.begin();
    List<String> firstPages = new ArrayList<>();
    assertThat(events.size()).as(name).isEqualTo(all.size());
    int run = 0;
    for (int i = 0; i < all.size(); i++) {
      RecordedEvent event = all.get(i);
      int session = cutter.next(event.event().time(), event.session());
      if (session == firstPages.size()) {
        firstPages.add("");
      }
      if (firstPages.get(session).isEmpty()) {
        firstPages.set(session, event.event().url());
      }
      assertThat(events.time(i)).as(name).isEqualTo(event.event().time());
      assertThat(sessions.of(i)).as("%s, event %d of %s", name, i, all).isEqualTo(session);
      if (i == sessions.runTo(run, all.size())) {
        run++;
      }
      assertThat(sessions.runSession(run)).as(name).isEqualTo(session);
      assertThat(events.slice(sessions.runFrom(run))).as(name).isEqualTo(events.slice(i));
    }
    assertThat(sessions.runs()).as(name).isEqualTo(run + 1);
    assertThat(sessions.count()).as(name).isEqualTo(cutter.sessions());
    for (int session = 0; session < firstPages.size(); session++) {
      assertThat(sessions.firstPage(session)).as(name).isEqualTo(firstPages.get(session));
    }
  }

  private static RecordedEvent recorded(BlockSlice slice, int event) {
    int visitor = 0;
    while (slice.block().start(visitor + 1) <= event) {
      visitor++;
    }
    return slice.block().event(visitor, event);
  }

  private static BlockSlice slice(List<RecordedEvent> events) {
    return BlockSlice.all(BlockBuilder.of(events));
  }

  private static List<RecordedEvent> events(Random random, String visitor) {
    List<RecordedEvent> events = new ArrayList<>();
    long time = 1_000_000;
    for (int left = 1 + random.nextInt(12); left > 0; left--) {
      time += random.nextInt(3) * (SessionCutter.PAUSE_MILLIS / 2 + random.nextInt(2));
      events.add(
          new RecordedEvent(
              visitor,
              IDS[random.nextInt(IDS.length)],
              1,
              events.size() + 1,
              Dimensions.NONE,
              "",
              new Event.Custom(
                  time, PAGES[random.nextInt(PAGES.length)], EventProperties.NONE, "e")));
    }
    return events;
  }
}
