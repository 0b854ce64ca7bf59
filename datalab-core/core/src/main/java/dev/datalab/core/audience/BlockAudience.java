package dev.datalab.core.audience;

import dev.datalab.core.block.BlockColumns.Coded;
import dev.datalab.core.block.EventBlock;
import dev.datalab.core.event.Dimensions;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.filter.SessionFacts;
import dev.datalab.core.internal.scan.Admission;
import dev.datalab.core.internal.value.Values;
import dev.datalab.core.query.Site;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a block's events came with, as the numbers of a tally's values. One thread's, as the tally
 * is. They are looked up by the event's dimensions, and a value is given its number when somebody
 * comes with it.
 */
final class BlockAudience {
  private static final int UNKNOWN = -2;

  final Admission admission;
  private final Values[] values;
  private final Coded<Dimensions> dimensions;
  private final @Nullable BlockValues breakdown;

  /** Per entry of the table of dimensions: the numbers of its values, {@link #UNKNOWN} at first. */
  private final int[] numbers;

  /** Per value of the breakdown in the block: its number, {@link #UNKNOWN} at first. */
  private final int[] brokenDown;

  BlockAudience(AudienceQuestion question, Site site, EventBlock block, List<AudienceList> lists) {
    admission = new Admission(question.filter(), site, block);
    values = lists.stream().map(list -> list.values).toArray(Values[]::new);
    dimensions = block.dimensions();
    breakdown = question.breakdown().map(by -> BlockValues.of(by, site, block)).orElse(null);
    brokenDown = new int[breakdown == null ? 0 : breakdown.size()];
    Arrays.fill(brokenDown, UNKNOWN);
    numbers = new int[dimensions.table().size() * AudienceTally.BREAKDOWN];
    Arrays.fill(numbers, UNKNOWN);
  }

  /** Notes what an event came with: a number a list. */
  void read(int event, int session, SessionFacts facts, int[] into) {
    int code = dimensions.codes().get(event);
    int at = code * AudienceTally.BREAKDOWN;
    if (numbers[at] == UNKNOWN) {
      number(dimensions.table().get(code), at);
    }
    System.arraycopy(numbers, at, into, 0, AudienceTally.BREAKDOWN);
    if (breakdown != null) {
      into[AudienceTally.BREAKDOWN] = broken(breakdown, breakdown.number(event, session, facts));
    }
  }

  private int broken(BlockValues by, int value) {
    if (brokenDown[value] == UNKNOWN) {
      brokenDown[value] = values[AudienceTally.BREAKDOWN].of(by.text(value));
    }
    return brokenDown[value];
  }

  private void number(Dimensions of, int at) {
    numbers[at + AudienceTally.OS] = values[AudienceTally.OS].of(of.os());
    numbers[at + AudienceTally.DEVICES] = values[AudienceTally.DEVICES].of(of.device());
    numbers[at + AudienceTally.LANGUAGES] = values[AudienceTally.LANGUAGES].of(of.language());
    numbers[at + AudienceTally.SCREENS] =
        values[AudienceTally.SCREENS].of(
            ScreenClass.of(of.screen()).map(ScreenClass::label).orElse(""));
    numbers[at + AudienceTally.BROWSERS] = values[AudienceTally.BROWSERS].of(of.browser());
  }
}
