package dev.datalab.core.segment;

import dev.datalab.core.block.EventBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks whether the pages of a block are what was written. */
public final class BlockCheck {
  private BlockCheck() {}

  /**
   * What is wrong with a column.
   *
   * @param detail what, in a few words
   */
  public record Damage(Column column, String detail) {}

  /**
   * What was found.
   *
   * @param damages none if the block is whole
   * @param events how many events the block has; -1 if that can't be read
   * @param fromMillis its earliest event, in milliseconds since the epoch; 0 if that can't be read
   *     or there is none
   * @param toMillis its latest event
   */
  public record Finding(List<Damage> damages, int events, long fromMillis, long toMillis) {
    /** Copies the list. */
    public Finding {
      damages = List.copyOf(damages);
    }
  }

  /** Reads every page of a block, and every value where the pages are whole. */
  public static Finding of(PageSource source) {
    List<Damage> damages = new ArrayList<>();
    int present = present(source, damages);
    for (Column column : Column.values()) {
      if (column != Column.VISITORS && (present >>> column.number() & 1) != 0) {
        try {
          Page.unwrap(source.read(column), column);
        } catch (IOException | RuntimeException e) {
          damages.add(new Damage(column, String.valueOf(e.getMessage())));
        }
      }
    }
    int events = -1;
    long from = 0;
    long to = 0;
    try {
      EventBlock block = BlockReader.open(source, bytes -> {});
      events = block.events();
      if (events > 0) {
        from = Long.MAX_VALUE;
        to = Long.MIN_VALUE;
        for (int offset : block.times()) {
          from = Math.min(from, block.baseTime() + offset);
          to = Math.max(to, block.baseTime() + offset);
        }
      }
      if (damages.isEmpty()) {
        readEverything(block);
      }
    } catch (IOException | RuntimeException e) {
      from = from == Long.MAX_VALUE ? 0 : from;
      to = to == Long.MIN_VALUE ? 0 : to;
      if (damages.isEmpty()) {
        damages.add(new Damage(Column.VISITORS, "not what was written: " + e.getMessage()));
      }
    }
    return new Finding(damages, events, from, to);
  }

  /** Which other pages there are; if the page that says it can't be read, none is looked at. */
  private static int present(PageSource source, List<Damage> damages) {
    try {
      return PageDecoder.visitors(Page.unwrap(source.read(Column.VISITORS), Column.VISITORS))
          .present();
    } catch (IOException | RuntimeException e) {
      damages.add(new Damage(Column.VISITORS, String.valueOf(e.getMessage())));
      return 0;
    }
  }

  private static void readEverything(EventBlock block) {
    for (int visitor = 0; visitor < block.visitors(); visitor++) {
      for (int event = block.start(visitor); event < block.start(visitor + 1); event++) {
        block.event(visitor, event);
      }
    }
  }
}
