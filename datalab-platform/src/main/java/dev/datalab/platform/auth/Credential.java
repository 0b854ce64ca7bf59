package dev.datalab.platform.auth;

import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.Documents;
import dev.datalab.platform.documents.Index;
import dev.datalab.platform.user.ProfileRules;

/**
 * What a person proves themselves with, at rest.
 *
 * @param id id of the user
 * @param username what the person signs in with
 * @param hash of the password, encoded
 * @param confirmed false while the sign-up is under way, or was interrupted
 * @param startedAtMillis when the sign-up began
 */
record Credential(
    String id, String username, String hash, boolean confirmed, long startedAtMillis) {
  static final String USERNAME = "username";
  static final String STATE = "state";
  static final String RESERVED = "reserved";

  Credential confirm() {
    return new Credential(id, username, hash, true, startedAtMillis);
  }

  static Documents<Credential> in(DocumentStore store) {
    return new Documents<>(
        store,
        "credential",
        Credential.class,
        Credential::id,
        credential -> {
          Index index = Index.none().unique(USERNAME, ProfileRules.fold(credential.username()));
          return credential.confirmed() ? index : index.lookUp(STATE, RESERVED);
        });
  }

  @Override
  public String toString() {
    return "Credential[id=" + id + ", confirmed=" + confirmed + "]";
  }
}
