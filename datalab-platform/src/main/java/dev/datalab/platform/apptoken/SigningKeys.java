package dev.datalab.platform.apptoken;

import dev.datalab.core.token.KeyRing;
import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.Documents;
import dev.datalab.platform.documents.Index;
import dev.datalab.platform.documents.KeyTakenException;
import dev.datalab.platform.documents.Versioned;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign app tokens, kept among the service's documents. Made at first use; read again
 * for each token, so that processes that share the store share the keys, and parsed only when they
 * have changed.
 */
final class SigningKeys implements Supplier<KeyRing> {
  private static final String ID = "app";

  private final DocumentStore store;
  private final Documents<Kept> documents;
  private volatile @Nullable Parsed parsed;

  SigningKeys(DocumentStore store) {
    this.store = store;
    documents = new Documents<>(store, "keyring", Kept.class, Kept::id, kept -> Index.none());
  }

  @Override
  public KeyRing get() {
    Versioned<Kept> kept = documents.get(ID).orElseGet(this::make);
    Parsed known = parsed;
    if (known == null || known.version() != kept.version()) {
      known = new Parsed(kept.version(), KeyRing.parse(kept.value().secretJwks()));
      parsed = known;
    }
    return known.ring();
  }

  private Versioned<Kept> make() {
    Kept first = new Kept(ID, KeyRing.generate().secretJwks());
    try {
      store.commit(List.of(documents.insert(first)));
      return new Versioned<>(ID, 1, first);
    } catch (KeyTakenException e) {
      return documents.get(ID).orElseThrow(() -> e);
    }
  }

  /** The ring as it is kept: a JSON Web Key Set with its private halves. */
  private record Kept(String id, String secretJwks) {
    @Override
    public String toString() {
      return "Kept[" + id + "]";
    }
  }

  private record Parsed(long version, KeyRing ring) {}
}
