package dev.datalab.ingest.intake;

class AnyOrderOverMemoryTest extends AnyOrderPromises {
  @Override
  boolean onDisk() {
    return false;
  }

  @Override
  int walks() {
    return 60;
  }
}
