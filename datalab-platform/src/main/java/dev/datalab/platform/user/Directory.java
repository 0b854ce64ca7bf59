package dev.datalab.platform.user;

import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.Documents;
import dev.datalab.platform.documents.Index;
import dev.datalab.platform.documents.StaleDocumentException;
import dev.datalab.platform.documents.Versioned;
import java.util.function.Supplier;

/** The collections of the service, and by what their documents are found. */
final class Directory {
  static final String USERNAME = "username";
  static final String EMAIL = "email";
  static final String NAME = "name";
  static final String ORGANIZATION = "organization";
  static final String CODE = "code";
  static final String PENDING = "pending";
  private static final int TRIES = 20;

  final DocumentStore store;
  final Documents<UserDocument> users;
  final Documents<OrganizationDocument> organizations;
  final Documents<InvitationDocument> invitations;
  final Documents<SignUp> signUps;

  Directory(DocumentStore store) {
    this.store = store;
    users =
        new Documents<>(
            store,
            "user",
            UserDocument.class,
            UserDocument::id,
            user ->
                Index.none()
                    .unique(USERNAME, ProfileRules.fold(user.username()))
                    .unique(EMAIL, ProfileRules.fold(user.email()))
                    .lookUp(ORGANIZATION, user.organization()));
    organizations =
        new Documents<>(
            store,
            "organization",
            OrganizationDocument.class,
            OrganizationDocument::id,
            organization -> Index.none().unique(NAME, ProfileRules.fold(organization.name())));
    invitations =
        new Documents<>(
            store,
            "invitation",
            InvitationDocument.class,
            InvitationDocument::id,
            Directory::index);
    signUps =
        new Documents<>(
            store,
            "sign-up",
            SignUp.class,
            SignUp::id,
            signUp -> Index.none().expires(signUp.endsAtMillis()));
  }

  private static Index index(InvitationDocument invitation) {
    Index index = Index.none().lookUp(ORGANIZATION, invitation.organization());
    return invitation.state() == InvitationDocument.State.PENDING
        ? index
            .unique(CODE, invitation.code())
            .unique(
                PENDING, invitation.organization() + " " + ProfileRules.fold(invitation.email()))
        : index;
  }

  OrganizationDocument organization(String id) {
    return organizations
        .get(id)
        .map(Versioned::value)
        // Every user's organization is there, but for one who is destroyed at this moment.
        .orElseThrow(() -> new StaleDocumentException(ORGANIZATION, id));
  }

  /** Reads, decides and commits, again and again while others change what was read. */
  static <T> T again(Supplier<T> attempt) {
    for (int tries = 1; tries < TRIES; tries++) {
      try {
        return attempt.get();
      } catch (StaleDocumentException e) {
        Thread.onSpinWait();
      }
    }
    return attempt.get();
  }
}
