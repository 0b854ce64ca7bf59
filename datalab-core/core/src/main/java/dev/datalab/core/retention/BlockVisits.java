package dev.datalab.core.retention;

import dev.datalab.core.block.EventBlock;
import dev.datalab.core.internal.filter.BlockValues;
import dev.datalab.core.internal.scan.Admission;
import dev.datalab.core.query.Site;
import org.jspecify.annotations.Nullable;

/** What the question needs to know of a block's events. Safe for use by several threads. */
final class BlockVisits {
  final Admission admission;

  /** The values of the breakdown, if the question asks for one. */
  final @Nullable BlockValues values;

  BlockVisits(RetentionQuestion question, Site site, EventBlock block) {
    admission = new Admission(question.filter(), site, block);
    values = question.breakdown().map(by -> BlockValues.of(by, site, block)).orElse(null);
  }
}
