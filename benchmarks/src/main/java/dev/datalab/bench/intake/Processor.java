package dev.datalab.bench.intake;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much of the machine processes take, as Linux counts it; 0 where it can't be asked. */
final class Processor {
  /** The kernel tells processor time in hundredths of a second to everybody (USER_HZ). */
  private static final double TICKS_A_SECOND = 100;

  private static final int USER_TIME = 11;

  private Processor() {}

  /** Seconds of processor time that another process has taken, all its threads together. */
  static double secondsOf(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The name in parentheses may hold anything; fields are counted from behind it.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]))
          / TICKS_A_SECOND;
    } catch (IOException e) {
      return 0;
    }
  }

  /** The same of this process. */
  static double ownSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : 0;
  }

  /** Memory of a process that is resident, in megabytes. */
  static long residentMegabytes(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
