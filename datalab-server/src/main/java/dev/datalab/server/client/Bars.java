package dev.datalab.server.client;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress bars, drawn on standard error. */
public final class Bars {
  private static final int UPDATE_MILLIS = 200;
  private static final int COLUMNS = 90;

  private Bars() {}

  /**
   * A bar.
   *
   * @param total how much there is to do, -1 if nobody knows
   */
  public static ProgressBar bar(String task, long total, String unit) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setUnit(unit, 1)
        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setMaxRenderedLength(COLUMNS)
        .showSpeed()
        .build();
  }
}
