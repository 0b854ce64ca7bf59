package dev.datalab.ingest.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a session store promises. */
abstract class SessionStoreContract {
  static final long NOON = 1_795_262_400_000L;
  static final LocalDate TODAY = LocalDate.parse("2026-11-21");
  static final SessionTerms TERMS = terms("shop", "t1", OptionalInt.empty());

  @SuppressWarnings("NullAway.Init") // set before each test
  SessionStore store;

  abstract SessionStore create() throws Exception;

  @BeforeEach
  void createStore() throws Exception {
    store = create();
  }

  @AfterEach
  void closeStore() throws Exception {
    store.close();
  }

  static SessionTerms terms(String app, String token, OptionalInt sessions) {
    return new SessionTerms(
        app, 3, token, List.of("https://shop.example"), sessions, OptionalInt.empty(), List.of());
  }

  static Session session(String id, SessionTerms terms, long helloMillis, long... streams) {
    List<SessionStream> tabs = new ArrayList<>();
    for (long stream : streams) {
      tabs.add(new SessionStream(stream, -17, helloMillis + stream));
    }
    return new Session(id, terms, "ann", Dimensions.NONE, helloMillis, tabs);
  }

  static Session full(String id) {
    return new Session(
        id,
        new SessionTerms(
            "shop ü",
            7,
            "jti",
            List.of("https://shop.example", "http://localhost:*"),
            OptionalInt.of(1_000),
            OptionalInt.of(50),
            List.of("q", "page size")),
        "visitor ü",
        new Dimensions(
            "https://news.example/a",
            "Firefox",
            "Linux",
            "desktop",
            "de-CH",
            "1920x1080",
            new Utm("google", "cpc", "spring\nsale", "shoes", "banner ü")),
        NOON,
        List.of(new SessionStream(Long.MAX_VALUE, Long.MIN_VALUE, NOON + 1)));
  }

  @Test
  void aSessionIsFoundAsItBegan() throws Exception {
    store.check();
    assertThat(store.find("a")).isEmpty();
    assertThat(store.begin(full("a"), 0)).isTrue();
    assertThat(store.begin(session("b", TERMS, NOON, 2, 1), 0)).isTrue();
    assertThat(store.find("a")).contains(full("a"));
    assertThat(store.find("b").orElseThrow().streams())
        .extracting(SessionStream::id)
        .containsExactly(1L, 2L);
    assertThat(store.find("c")).isEmpty();
  }

  @Test
  void beginningTwiceChangesNothing() throws Exception {
    store.begin(session("a", TERMS, NOON, 1), 0);
    assertThat(store.begin(session("a", terms("blog", "t2", OptionalInt.of(1)), 5, 9), 0)).isTrue();
    assertThat(store.find("a")).contains(session("a", TERMS, NOON, 1));
  }

  @Test
  void aSessionGetsFurtherStreamsAndOtherTerms() throws Exception {
    store.begin(session("a", TERMS, NOON, 1), 0);
    SessionTerms newer = terms("shop", "t2", OptionalInt.of(9));
    SessionStream second = new SessionStream(2, 44, NOON + 5);
    store.extend("a", newer, List.of(second));
    store.extend("a", newer, List.of(new SessionStream(1, 0, 0), second));
    store.extend("unknown", newer, List.of(second));
    assertThat(store.find("unknown")).isEmpty();
    assertThat(store.find("a").orElseThrow())
        .isEqualTo(
            new Session(
                "a",
                newer,
                "ann",
                Dimensions.NONE,
                NOON,
                List.of(new SessionStream(1, -17, NOON + 1), second)));
  }

  @Test
  void noMoreSessionsBeginThanTheirTokenAllows() throws Exception {
    SessionTerms two = terms("shop", "t1", OptionalInt.of(2));
    store.begin(session("old", two, NOON - 100, 1), NOON - 100);
    store.begin(session("elsewhere", terms("blog", "t1", OptionalInt.of(2)), NOON, 2), NOON);
    store.begin(session("other", terms("shop", "t2", OptionalInt.of(2)), NOON, 3), NOON);
    assertThat(store.begin(session("a", two, NOON, 4), NOON - 50)).isTrue();
    assertThat(store.begin(session("b", two, NOON, 5), NOON - 50)).isTrue();
    assertThat(store.begin(session("c", two, NOON, 6), NOON - 50)).isFalse();
    assertThat(store.find("c")).isEmpty();
    assertThat(store.begin(session("c", two, NOON + 60, 6), NOON + 1)).isTrue();
  }

  @Test
  void aSessionCountsAsLongAsItIsSeen() throws Exception {
    SessionTerms one = terms("shop", "t1", OptionalInt.of(1));
    store.begin(session("a", one, NOON, 1), NOON);
    store.seen(Map.of("a", NOON + 500, "unknown", NOON + 900));
    store.seen(Map.of("a", NOON + 100));
    assertThat(store.begin(session("b", one, NOON + 600, 2), NOON + 500)).isFalse();
    assertThat(store.begin(session("b", one, NOON + 600, 2), NOON + 501)).isTrue();
  }

  @Test
  void sessionsThatBeginTogetherKeepTheLimit() throws Exception {
    SessionTerms five = terms("shop", "t1", OptionalInt.of(5));
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> hellos = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Session session = session("s" + i, five, NOON, i);
        hellos.add(() -> store.begin(session, NOON));
      }
      int begun = 0;
      for (Future<Boolean> answer : pool.invokeAll(hellos)) {
        begun += answer.get(30, TimeUnit.SECONDS) ? 1 : 0;
      }
      assertThat(begun).isEqualTo(5);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void whatWasNotSeenForLongIsFoundAndForgotten() throws Exception {
    for (int i = 0; i < 5; i++) {
      store.begin(session("s" + i, TERMS, NOON + i, i + 1, i + 10), 0);
    }
    store.seen(Map.of("s0", NOON + 50));
    assertThat(store.unseenSince(NOON + 4, 10))
        .extracting(Session::id)
        .containsExactly("s1", "s2", "s3");
    assertThat(store.unseenSince(NOON + 4, 2)).extracting(Session::id).containsExactly("s1", "s2");
    store.forget(List.of("s1", "s3", "unknown"));
    store.forget(List.of());
    assertThat(store.find("s1")).isEmpty();
    assertThat(store.find("s2")).contains(session("s2", TERMS, NOON + 2, 3, 12));
    assertThat(store.unseenSince(Long.MAX_VALUE, 10))
        .extracting(Session::id)
        .containsExactly("s2", "s4", "s0");
  }

  @Test
  void aVisitorsSessionsAreFoundByApp() throws Exception {
    store.begin(session("a", TERMS, NOON, 1), 0);
    store.begin(session("b", terms("shop", "t2", OptionalInt.empty()), NOON, 2), 0);
    store.begin(session("c", terms("blog", "t1", OptionalInt.empty()), NOON, 3), 0);
    store.begin(full("d"), 0);
    assertThat(store.ofVisitor("shop", "ann"))
        .extracting(Session::id)
        .containsExactlyInAnyOrder("a", "b");
    assertThat(store.ofVisitor("shop", "bob")).isEmpty();
    assertThat(store.ofVisitor("shop ü", "visitor ü")).containsExactly(full("d"));
  }

  @Test
  void secretsAreRandomAndTheirOwn() throws Exception {
    byte[] secret = store.secret();
    assertThat(secret).hasSize(SessionStore.SECRET_BYTES).isEqualTo(store.secret());
    secret[0]++;
    assertThat(store.secret()).isNotEqualTo(secret);
    assertThat(store.salt(TODAY)).isNotEqualTo(store.secret());
  }

  @Test
  void aSaltLivesForItsDayAndIsThenDestroyed() throws Exception {
    byte[] today = store.salt(TODAY);
    assertThat(store.salt(TODAY)).isEqualTo(today).hasSize(SessionStore.SECRET_BYTES);
    byte[] tomorrow = store.salt(TODAY.plusDays(1));
    assertThat(tomorrow).isNotEqualTo(today);
    assertThat(store.salt(TODAY)).as("made anew").isNotEqualTo(today);
    assertThat(store.salt(TODAY.plusDays(1))).isEqualTo(tomorrow);
    store.forgetSalts(TODAY.plusDays(1));
    assertThat(store.salt(TODAY.plusDays(1))).isEqualTo(tomorrow);
    store.forgetSalts(TODAY.plusDays(2));
    assertThat(store.salt(TODAY.plusDays(1))).isNotEqualTo(tomorrow);
  }

  @Test
  void aClosedStoreSaysSo() throws Exception {
    store.close();
    assertThatThrownBy(store::check).isInstanceOf(IOException.class).hasMessageContaining("closed");
    assertThatThrownBy(() -> store.begin(session("a", TERMS, NOON, 1), 0))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store.find("a")).isInstanceOf(IOException.class);
    store.close();
  }
}
