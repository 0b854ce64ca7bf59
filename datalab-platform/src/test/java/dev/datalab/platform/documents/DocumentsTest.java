package dev.datalab.platform.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DocumentsTest {
  record Pet(String id, String name, List<String> owners) {}

  @TempDir private Path folder;
  private DocumentStore store;
  private Documents<Pet> pets;

  @BeforeEach
  void open() {
    store = SqliteDocumentStore.open(folder.resolve("pets.db"), InstantSource.system());
    pets =
        new Documents<>(
            store,
            "pet",
            Pet.class,
            Pet::id,
            pet -> {
              Index index = Index.none().unique("name", pet.name());
              for (String owner : pet.owners()) {
                index = index.lookUp("owner", owner);
              }
              return index;
            });
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void recordsAreFoundByIdUniqueKeyAndLookUp() {
    Pet rex = new Pet("1", "Rex", List.of("ada", "bob"));
    store.commit(List.of(pets.insert(rex), pets.insert(new Pet("2", "Tom", List.of("bob")))));

    assertThat(pets.get("1")).contains(new Versioned<>("1", 1, rex));
    assertThat(pets.findUnique("name", "Rex")).map(Versioned::value).contains(rex);
    assertThat(pets.find("owner", "bob")).extracting(Versioned::id).containsExactly("1", "2");
  }

  @Test
  void anUpdateThatChangesNothingIsNoCommit() {
    store.commit(List.of(pets.insert(new Pet("1", "Rex", List.of()))));

    assertThat(pets.update("1", pet -> new Pet("1", "Rex", List.of())))
        .map(Versioned::version)
        .contains(1L);
    assertThat(pets.update("none", pet -> pet)).isEmpty();
  }

  @Test
  void anUpdateToATakenKeyIsRefused() {
    store.commit(
        List.of(
            pets.insert(new Pet("1", "Rex", List.of())),
            pets.insert(new Pet("2", "Tom", List.of()))));

    assertThatThrownBy(() -> pets.update("2", pet -> new Pet("2", "Rex", List.of())))
        .isInstanceOf(KeyTakenException.class);
  }

  @Test
  void aRecordKeepsItsId() {
    Versioned<Pet> rex = new Versioned<>("1", 1, new Pet("1", "Rex", List.of()));

    assertThatThrownBy(() -> pets.replace(rex, new Pet("2", "Rex", List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFieldThatTheRecordDoesNotKnowIsPassedOver() {
    assertThat(Json.read("{\"id\":\"1\",\"name\":\"Rex\",\"owners\":[],\"new\":1}", Pet.class))
        .isEqualTo(new Pet("1", "Rex", List.of()));
  }

  @Test
  void aTextThatIsNoSuchRecordIsNotRepeatedInTheError() {
    assertThatThrownBy(() -> Json.read("{\"id\":\"1\",\"secret\":\"hunter2\"", Pet.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
    assertThatThrownBy(() -> Json.read("null", Pet.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void idsAndSecretsAreLongUrlSafeAndNeverTheSame() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String id = Ids.next();
      String secret = Ids.secret();
      assertThat(id).matches("[a-z2-7]{26}");
      assertThat(secret).matches("[A-Za-z0-9_-]{43}");
      assertThat(seen.add(id) && seen.add(secret)).isTrue();
    }
  }
}
