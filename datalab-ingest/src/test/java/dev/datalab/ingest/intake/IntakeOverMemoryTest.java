package dev.datalab.ingest.intake;

import org.junit.jupiter.api.Nested;

class IntakeOverMemoryTest {
  @Nested
  class Hello extends HelloPromises {
    @Override
    boolean onDisk() {
      return false;
    }
  }

  @Nested
  class Socket extends SocketPromises {
    @Override
    boolean onDisk() {
      return false;
    }
  }

  @Nested
  class Post extends PostPromises {
    @Override
    boolean onDisk() {
      return false;
    }
  }

  @Nested
  class Closing extends ClosingPromises {
    @Override
    boolean onDisk() {
      return false;
    }
  }
}
