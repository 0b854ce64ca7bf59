package dev.datalab.ingest.intake;

class AnyOrderOverSqliteTest extends AnyOrderPromises {
  @Override
  boolean onDisk() {
    return true;
  }

  @Override
  int walks() {
    return 4;
  }
}
