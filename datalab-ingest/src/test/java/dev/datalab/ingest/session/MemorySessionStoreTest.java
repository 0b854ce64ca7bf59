package dev.datalab.ingest.session;

class MemorySessionStoreTest extends SessionStoreContract {
  @Override
  SessionStore create() {
    return new MemorySessionStore();
  }
}
