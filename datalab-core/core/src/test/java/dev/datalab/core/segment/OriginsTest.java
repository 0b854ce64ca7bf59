package dev.datalab.core.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.block.BlockBuilder;
import dev.datalab.core.block.BlockSlice;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Event;
import dev.datalab.core.event.EventProperties;
import dev.datalab.core.event.RecordedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OriginsTest {
  private static final String[] PAGES = {"/", "/a", "/b"};
  private static final String[] ORIGINS = {"", "", "/", "/a", "/elsewhere"};

  @Test
  void theColumnSaysWhatEachEventSays() throws IOException {
    for (int seed = 0; seed < 500; seed++) {
      EventBlock built = block(new Random(seed), seed % 2 == 0);
      EventBlock read = written(built);
      for (int visitor = 0; visitor < built.visitors(); visitor++) {
        for (int event = built.start(visitor); event < built.start(visitor + 1); event++) {
          String from = from(built.event(visitor, event).event());
          assertThat(built.origins().get(event)).as("seed %d", seed).isEqualTo(from);
          assertThat(read.origins().get(event)).as("seed %d", seed).isEqualTo(from);
          assertThat(read.event(visitor, event)).isEqualTo(built.event(visitor, event));
        }
      }
    }
  }

  private static String from(Event event) {
    return event instanceof Event.UrlChange change ? change.from() : "";
  }

  private static EventBlock written(EventBlock block) throws IOException {
    Map<Column, byte[]> pages = BlockWriter.write(BlockSlice.all(block));
    return BlockReader.open(
        new PageSource() {
          @Override
          public String name() {
            return "a block";
          }

          @Override
          public byte[] read(Column column) throws IOException {
            byte[] page = pages.get(column);
            if (page == null) {
              throw new IOException("the page is not there");
            }
            return page;
          }
        },
        bytes -> {});
  }

  /** Some visitors' events; without origins their column is left out of what is written. */
  private static EventBlock block(Random random, boolean withOrigins) {
    List<RecordedEvent> events = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String page = PAGES[random.nextInt(PAGES.length)];
      String from = withOrigins ? ORIGINS[random.nextInt(ORIGINS.length)] : "";
      Event event =
          switch (random.nextInt(3)) {
            case 0 -> new Event.UrlChange(i, from, page, EventProperties.NONE, -1);
            case 1 -> new Event.UrlChange(i, page, "", EventProperties.NONE, i);
            default -> new Event.Custom(i, page, EventProperties.NONE, "e");
          };
      events.add(
          new RecordedEvent("v" + random.nextInt(3), "", 1, i + 1, Dimensions.NONE, "", event));
    }
    return BlockBuilder.of(events);
  }
}
