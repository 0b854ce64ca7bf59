package dev.datalab.bench;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Says on standard error how far something is. */
public final class Progress {
  private static final int UPDATE_MILLIS = 500;
  private static final int COLUMNS = 90;

  private Progress() {}

  /** A bar for work on so many things. */
  public static ProgressBar of(String task, long total, String unit) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setUnit(unit, 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setMaxRenderedLength(COLUMNS)
        .showSpeed()
        .build();
  }
}
