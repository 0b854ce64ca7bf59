package dev.datalab.server.events;

import dev.datalab.core.store.Partition;

/** Hears what happens to the events of apps beside the intake. Quick, and safe for many threads. */
public interface EventChanges {
  /** Hears nothing. */
  EventChanges NONE =
      new EventChanges() {
        @Override
        public void imported(Partition partition) {
          // nobody wants to know
        }

        @Override
        public void erased(String appId) {
          // nobody wants to know
        }

        @Override
        public void changed(String appId) {
          // nobody wants to know
        }
      };

  /** An import was committed. */
  void imported(Partition partition);

  /** Events of the app were erased: what was derived from them is to be forgotten. */
  void erased(String appId);

  /** The app was unlocked, deleted, or lost its tokens. */
  void changed(String appId);
}
