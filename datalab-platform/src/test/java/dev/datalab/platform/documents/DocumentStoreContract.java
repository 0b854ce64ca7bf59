package dev.datalab.platform.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.platform.documents.Change.Delete;
import dev.datalab.platform.documents.Change.Insert;
import dev.datalab.platform.documents.Change.Replace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a document store is. Each implementation runs it against the real thing. */
abstract class DocumentStoreContract {
  private static final Index NONE = Index.none();

  final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T10:00:00Z"));
  private final List<DocumentStore> opened = new ArrayList<>();

  /** Opens the one store of this test; a second call opens a second door to the same documents. */
  abstract DocumentStore open();

  private DocumentStore store() {
    DocumentStore store = open();
    opened.add(store);
    return store;
  }

  @AfterEach
  void closeAll() {
    opened.forEach(DocumentStore::close);
  }

  @Test
  void aDocumentIsReadAsItWasWritten() {
    DocumentStore store = store();
    String json = "{\"name\":\"Zoë \\u0000 😀\",\"n\":1.50}";

    store.commit(List.of(new Insert("user", "u1", json, NONE)));

    assertThat(store.get("user", "u1")).contains(new Document("u1", 1, json));
    assertThat(store.get("user", "u2")).isEmpty();
    assertThat(store.get("organization", "u1")).isEmpty();
  }

  @Test
  void aDocumentIsFoundByItsUniqueKeyExactly() {
    DocumentStore store = store();
    store.commit(List.of(new Insert("user", "u1", "{}", NONE.unique("email", "ada@a.example"))));

    assertThat(store.findUnique("user", "email", "ada@a.example")).isPresent();
    assertThat(store.findUnique("user", "email", "ADA@a.example")).isEmpty();
    assertThat(store.findUnique("user", "name", "ada@a.example")).isEmpty();
    assertThat(store.findUnique("organization", "email", "ada@a.example")).isEmpty();
  }

  @Test
  void documentsAreFoundByAnyValueOfALookUpKeyInTheOrderOfTheirIds() {
    DocumentStore store = store();
    store.commit(
        List.of(
            new Insert("app", "c", "{}", NONE.lookUp("member", "ada")),
            new Insert("app", "a", "{}", NONE.lookUp("member", "ada").lookUp("member", "bob")),
            new Insert("app", "b", "{}", NONE.lookUp("member", "bob"))));

    assertThat(store.find("app", "member", "ada"))
        .extracting(Document::id)
        .containsExactly("a", "c");
    assertThat(store.find("app", "member", "bob"))
        .extracting(Document::id)
        .containsExactly("a", "b");
    assertThat(store.find("app", "member", "eve")).isEmpty();
  }

  @Test
  void aReplacementCountsTheVersionAndForgetsTheOldKeys() {
    DocumentStore store = store();
    store.commit(
        List.of(new Insert("app", "a", "{}", NONE.unique("name", "shop").lookUp("member", "ada"))));

    store.commit(
        List.of(
            new Replace(
                "app", "a", 1, "{\"n\":2}", NONE.unique("name", "store").lookUp("member", "bob"))));

    assertThat(store.get("app", "a")).contains(new Document("a", 2, "{\"n\":2}"));
    assertThat(store.findUnique("app", "name", "shop")).isEmpty();
    assertThat(store.findUnique("app", "name", "store")).isPresent();
    assertThat(store.find("app", "member", "ada")).isEmpty();
    assertThat(store.find("app", "member", "bob")).hasSize(1);
  }

  @Test
  void aRemovedDocumentIsGoneAndItsKeysAreFree() {
    DocumentStore store = store();
    Index keys = NONE.unique("name", "shop").lookUp("member", "ada");
    store.commit(List.of(new Insert("app", "a", "{}", keys)));

    store.commit(List.of(new Delete("app", "a", 1)));

    assertThat(store.get("app", "a")).isEmpty();
    assertThat(store.find("app", "member", "ada")).isEmpty();
    store.commit(List.of(new Insert("app", "b", "{}", keys)));
    assertThat(store.findUnique("app", "name", "shop")).map(Document::id).contains("b");
  }

  @Test
  void aChangeFromAnOldVersionIsRefused() {
    DocumentStore store = store();
    store.commit(List.of(new Insert("app", "a", "{}", NONE)));
    store.commit(List.of(new Replace("app", "a", 1, "{\"n\":2}", NONE)));

    assertThatThrownBy(() -> store.commit(List.of(new Replace("app", "a", 1, "{}", NONE))))
        .isInstanceOf(StaleDocumentException.class);
    assertThatThrownBy(() -> store.commit(List.of(new Delete("app", "a", 1))))
        .isInstanceOf(StaleDocumentException.class);
    assertThatThrownBy(() -> store.commit(List.of(new Replace("app", "z", 1, "{}", NONE))))
        .isInstanceOf(StaleDocumentException.class);
    assertThat(store.get("app", "a")).contains(new Document("a", 2, "{\"n\":2}"));
  }

  @Test
  void anIdAndAUniqueKeyBelongToOneDocumentOfACollection() {
    DocumentStore store = store();
    store.commit(List.of(new Insert("app", "a", "{}", NONE.unique("name", "shop"))));

    assertThatThrownBy(() -> store.commit(List.of(new Insert("app", "a", "{}", NONE))))
        .isInstanceOfSatisfying(
            KeyTakenException.class,
            taken -> assertThat(taken.key()).isEqualTo(KeyTakenException.ID));
    assertThatThrownBy(
            () -> store.commit(List.of(new Insert("app", "b", "{}", NONE.unique("name", "shop")))))
        .isInstanceOfSatisfying(
            KeyTakenException.class,
            taken -> {
              assertThat(taken.key()).isEqualTo("name");
              assertThat(taken.collection()).isEqualTo("app");
              assertThat(taken).hasMessageNotContaining("shop");
            });
    store.commit(List.of(new Insert("site", "a", "{}", NONE.unique("name", "shop"))));
  }

  @Test
  void aCommitHappensAsAWholeOrNotAtAll() {
    DocumentStore store = store();
    store.commit(List.of(new Insert("app", "a", "{}", NONE.unique("name", "shop"))));

    assertThatThrownBy(
            () ->
                store.commit(
                    List.of(
                        new Insert("app", "b", "{}", NONE.unique("name", "blog")),
                        new Replace("app", "a", 1, "{\"n\":2}", NONE),
                        new Delete("app", "z", 1))))
        .isInstanceOf(StaleDocumentException.class);

    assertThat(store.get("app", "b")).isEmpty();
    assertThat(store.findUnique("app", "name", "blog")).isEmpty();
    assertThat(store.findUnique("app", "name", "shop")).contains(new Document("a", 1, "{}"));
    store.commit(List.of(new Insert("app", "b", "{}", NONE.unique("name", "blog"))));
  }

  @Test
  void aKeyMayChangeHandsWithinOneCommit() {
    DocumentStore store = store();
    store.commit(
        List.of(
            new Insert("app", "a", "{}", NONE.unique("name", "one")),
            new Insert("app", "b", "{}", NONE.unique("name", "two"))));

    store.commit(
        List.of(
            new Replace("app", "a", 1, "{}", NONE.unique("name", "two")),
            new Replace("app", "b", 1, "{}", NONE.unique("name", "one"))));

    assertThat(store.findUnique("app", "name", "two")).map(Document::id).contains("a");
    assertThat(store.findUnique("app", "name", "one")).map(Document::id).contains("b");
  }

  @Test
  void aDocumentStandsInACommitOnce() {
    DocumentStore store = store();

    assertThatThrownBy(
            () ->
                store.commit(
                    List.of(new Insert("app", "a", "{}", NONE), new Delete("app", "a", 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stands twice");
    assertThat(store.get("app", "a")).isEmpty();
  }

  @Test
  void aDocumentPastItsEndIsNotThereAndItsIdAndKeysAreFree() {
    DocumentStore store = store();
    Index ending = NONE.unique("code", "x").lookUp("user", "ada").expires(clock.millis() + 30_000);
    store.commit(List.of(new Insert("ticket", "t", "{}", ending)));
    clock.advance(Duration.ofMillis(29_999));
    assertThat(store.get("ticket", "t")).isPresent();

    clock.advance(Duration.ofMillis(1));

    assertThat(store.get("ticket", "t")).isEmpty();
    assertThat(store.findUnique("ticket", "code", "x")).isEmpty();
    assertThat(store.find("ticket", "user", "ada")).isEmpty();
    assertThatThrownBy(() -> store.commit(List.of(new Delete("ticket", "t", 1))))
        .isInstanceOf(StaleDocumentException.class);
    store.commit(List.of(new Insert("ticket", "t", "{\"n\":2}", NONE.unique("code", "x"))));
    assertThat(store.find("ticket", "user", "ada")).isEmpty();
    assertThat(store.get("ticket", "t")).contains(new Document("t", 1, "{\"n\":2}"));
  }

  @Test
  void whatIsCommittedIsThereAfterClosingAndOpening() {
    DocumentStore before = store();
    before.commit(
        List.of(new Insert("app", "a", "{}", NONE.unique("name", "shop").lookUp("m", "ada"))));
    before.close();

    DocumentStore after = store();

    assertThat(after.get("app", "a")).contains(new Document("a", 1, "{}"));
    assertThat(after.findUnique("app", "name", "shop")).isPresent();
    assertThat(after.find("app", "m", "ada")).hasSize(1);
  }

  @Test
  void ofManyWhoTakeOneKeyThroughTwoDoorsOneWins() throws Exception {
    List<DocumentStore> doors = List.of(store(), store());
    List<Callable<Boolean>> attempts = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String id = "app" + i;
      DocumentStore door = doors.get(i % 2);
      attempts.add(
          () -> {
            try {
              door.commit(List.of(new Insert("app", id, "{}", NONE.unique("name", "shop"))));
              return true;
            } catch (KeyTakenException e) {
              return false;
            }
          });
    }

    assertThat(atOnce(attempts)).containsOnlyOnce(true);
  }

  @Test
  void changesOfOneDocumentAtTheSameTimeAreAllCountedThroughUpdate() throws Exception {
    record Counter(String id, int count) {}
    List<Documents<Counter>> doors = new ArrayList<>();
    for (DocumentStore store : List.of(store(), store())) {
      doors.add(new Documents<>(store, "counter", Counter.class, Counter::id, c -> NONE));
    }
    opened.get(0).commit(List.of(doors.get(0).insert(new Counter("c", 0))));
    List<Callable<Boolean>> attempts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Documents<Counter> door = doors.get(i % 2);
      attempts.add(() -> door.update("c", c -> new Counter(c.id(), c.count() + 1)).isPresent());
    }

    assertThat(atOnce(attempts)).doesNotContain(false);

    assertThat(doors.get(0).get("c")).contains(new Versioned<>("c", 13, new Counter("c", 12)));
  }

  @Test
  void aClosedStoreSaysThatItIsUnavailable() {
    DocumentStore store = store();
    store.check();
    store.close();
    store.close();

    assertThatThrownBy(store::check).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> store.get("app", "a")).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> store.commit(List.of(new Insert("app", "a", "{}", NONE))))
        .isInstanceOf(StoreUnavailableException.class);
  }

  private static List<Boolean> atOnce(List<Callable<Boolean>> attempts) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Boolean> outcomes = new ArrayList<>();
      for (Future<Boolean> outcome : threads.invokeAll(attempts)) {
        outcomes.add(outcome.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }
}
