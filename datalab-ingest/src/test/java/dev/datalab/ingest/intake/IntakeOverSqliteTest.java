package dev.datalab.ingest.intake;

import org.junit.jupiter.api.Nested;

class IntakeOverSqliteTest {
  @Nested
  class Hello extends HelloPromises {
    @Override
    boolean onDisk() {
      return true;
    }
  }

  @Nested
  class Socket extends SocketPromises {
    @Override
    boolean onDisk() {
      return true;
    }
  }

  @Nested
  class Post extends PostPromises {
    @Override
    boolean onDisk() {
      return true;
    }
  }

  @Nested
  class Closing extends ClosingPromises {
    @Override
    boolean onDisk() {
      return true;
    }
  }
}
