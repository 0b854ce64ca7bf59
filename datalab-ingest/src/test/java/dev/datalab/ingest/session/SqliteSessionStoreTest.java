package dev.datalab.ingest.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSessionStoreTest extends SessionStoreContract {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private Path file() {
    return folder.resolve("deep").resolve("sessions.db");
  }

  @Override
  SessionStore create() throws IOException {
    return SqliteSessionStore.open(file());
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement with = connection.createStatement()) {
      with.execute(statement);
    }
  }

  @Test
  void everythingIsThereAfterReopening() throws Exception {
    store.begin(full("a"), 0);
    store.begin(session("b", TERMS, NOON, 1), 0);
    store.extend("b", TERMS, List.of(new SessionStream(2, 3, 4)));
    store.seen(Map.of("a", NOON + 9));
    byte[] secret = store.secret();
    byte[] salt = store.salt(TODAY);
    List<Session> all = store.unseenSince(Long.MAX_VALUE, 10);
    store.close();
    store = create();
    assertThat(store.unseenSince(Long.MAX_VALUE, 10)).isEqualTo(all).hasSize(2);
    assertThat(store.unseenSince(NOON + 9, 10)).extracting(Session::id).containsExactly("b");
    assertThat(store.secret()).isEqualTo(secret);
    assertThat(store.salt(TODAY)).isEqualTo(salt);
  }

  @Test
  void whatIsDoneIsThereThoughNobodyClosesTheStore() throws Exception {
    store.begin(full("a"), 0);
    Path copy = folder.resolve("copy.db");
    Files.copy(file(), copy);
    Files.copy(Path.of(file() + "-wal"), Path.of(copy + "-wal"));
    try (SessionStore afterACrash = SqliteSessionStore.open(copy)) {
      assertThat(afterACrash.find("a")).contains(full("a"));
      assertThat(afterACrash.secret()).isEqualTo(store.secret());
    }
  }

  @Test
  void twoOpeningsShareSessionsSecretsAndLimits() throws Exception {
    try (SessionStore second = SqliteSessionStore.open(file())) {
      assertThat(second.secret()).isEqualTo(store.secret());
      assertThat(second.salt(TODAY)).isEqualTo(store.salt(TODAY));
      SessionTerms forty = terms("shop", "t1", OptionalInt.of(40));
      ExecutorService pool = Executors.newFixedThreadPool(8);
      try {
        List<Future<Boolean>> begun =
            IntStream.range(0, 80)
                .mapToObj(
                    i ->
                        pool.submit(
                            () ->
                                (i % 2 == 0 ? store : second)
                                    .begin(session("s" + i, forty, NOON, i), NOON)))
                .toList();
        int yes = 0;
        for (Future<Boolean> one : begun) {
          yes += one.get(30, TimeUnit.SECONDS) ? 1 : 0;
        }
        assertThat(yes).isEqualTo(40);
      } finally {
        pool.shutdownNow();
      }
      assertThat(second.unseenSince(Long.MAX_VALUE, 100))
          .isEqualTo(store.unseenSince(Long.MAX_VALUE, 100))
          .hasSize(40);
    }
  }

  @Test
  void aFailedGroupLeavesNothingAndTheNextOneIsWritten() throws Exception {
    sql(
        "CREATE TRIGGER full BEFORE INSERT ON stream"
            + " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
    assertThatThrownBy(() -> store.begin(session("a", TERMS, NOON, 1), 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("sessions.db")
        .hasMessageContaining("the disk is full");
    assertThat(store.find("a")).isEmpty();
    sql("DROP TRIGGER full");
    store.begin(session("a", TERMS, NOON, 1), 0);
    assertThat(store.find("a")).contains(session("a", TERMS, NOON, 1));
  }

  @Test
  void theFileIsItsOwnersAloneToRead() throws Exception {
    store.begin(full("a"), 0);
    try (var files = Files.list(file().getParent())) {
      assertThat(files.toList())
          .hasSizeGreaterThan(1)
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void aDestroyedSaltIsNowhereInTheFiles() throws Exception {
    byte[] salt = store.salt(TODAY);
    assertThat(holds(salt)).isTrue();
    store.forgetSalts(TODAY.plusDays(1));
    assertThat(holds(salt)).isFalse();
  }

  private boolean holds(byte[] secret) throws IOException {
    try (var files = Files.list(file().getParent())) {
      for (Path path : files.toList()) {
        byte[] content = Files.readAllBytes(path);
        for (int i = 0; i + secret.length <= content.length; i++) {
          if (Arrays.equals(content, i, i + secret.length, secret, 0, secret.length)) {
            return true;
          }
        }
      }
      return false;
    }
  }

  @Test
  void termsThatNoSessionHasAnyMoreAreGone() throws Exception {
    store.begin(full("a"), 0);
    store.begin(session("b", TERMS, NOON, 1), 0);
    store.forget(List.of("a"));
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM terms")) {
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
  }

  @Test
  void aFileOfSomethingElseIsRefused() throws Exception {
    Path other = folder.resolve("other.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE other(a)");
    }
    assertThatThrownBy(() -> SqliteSessionStore.open(other))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other.db")
        .hasMessageContaining("something else");
    Path text = Files.writeString(folder.resolve("text.db"), "no database ".repeat(100));
    assertThatThrownBy(() -> SqliteSessionStore.open(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("text.db");
    sql("PRAGMA user_version = 2");
    assertThatThrownBy(() -> SqliteSessionStore.open(file()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 2");
  }
}
