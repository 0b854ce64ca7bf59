package dev.datalab.platform.apptoken;

import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.Documents;
import dev.datalab.platform.documents.Index;
import dev.datalab.platform.documents.KeyTakenException;
import dev.datalab.platform.documents.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is kept of the tokens of all apps. */
final class TokenBook {
  private final DocumentStore store;
  private final Documents<AppTokens> documents;

  TokenBook(DocumentStore store) {
    this.store = store;
    documents =
        new Documents<>(
            store, "apptokens", AppTokens.class, AppTokens::appId, tokens -> Index.none());
  }

  AppTokens of(String appId) {
    Optional<Versioned<AppTokens>> found =
        appId.isEmpty() ? Optional.empty() : documents.get(appId);
    return found.map(Versioned::value).orElseGet(() -> AppTokens.none(appId));
  }

  /** Changes the tokens of an app in one commit, deciding anew where somebody else was faster. */
  AppTokens change(String appId, UnaryOperator<AppTokens> change) {
    Optional<Versioned<AppTokens>> updated = documents.update(appId, change);
    if (updated.isPresent()) {
      return updated.get().value();
    }
    AppTokens first = change.apply(AppTokens.none(appId));
    if (first.tokens().isEmpty()) {
      return first;
    }
    try {
      store.commit(List.of(documents.insert(first)));
      return first;
    } catch (KeyTakenException e) {
      return documents.update(appId, change).map(Versioned::value).orElse(first);
    }
  }
}
