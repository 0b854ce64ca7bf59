package dev.datalab.server.config;

/**
 * The live views. Bounds and defaults stand in {@code reference.conf} under {@code datalab.live}.
 *
 * @param memoryShare share of the heap that the views of all watched apps may take together
 * @param watchers how many may watch at a time
 */
public record LiveSettings(double memoryShare, int watchers) {

  /** Checks the bounds. */
  public LiveSettings {
    Bounds.within("live.memory-share", memoryShare, 0.01, 0.5);
    Bounds.within("live.watchers", watchers, 1, 100_000);
  }

  /** What {@link #memoryShare} is of this process's heap, in bytes. */
  public long memoryBytes() {
    return (long) (Runtime.getRuntime().maxMemory() * memoryShare);
  }
}
