package dev.datalab.platform.auth;

import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.Documents;
import dev.datalab.platform.documents.Ids;
import dev.datalab.platform.documents.KeyTakenException;
import dev.datalab.platform.documents.StaleDocumentException;
import dev.datalab.platform.documents.Versioned;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Violation;
import dev.datalab.platform.user.ProfileRules;
import dev.datalab.proto.common.v1.User;
import dev.datalab.proto.userauth.v1.RegisterRequest;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The saga of signing up, and the credentials that it leaves.
 *
 * <ol>
 *   <li>Reserve: the credential under a new user id, unconfirmed. It holds the user name.
 *   <li>Create: {@code UserMeta.CreateUser} under that id. It holds e-mail and organization.
 *   <li>Confirm the credential. From here on the person can sign in.
 * </ol>
 *
 * <p>If step 2 is refused, step 1 is undone. If its outcome is unknown, the user is destroyed,
 * which also keeps a request that is still under way from creating it later, and then step 1 is
 * undone. If that fails too, or the process dies anywhere, the reservation stays, and {@link
 * #settle} ends it.
 */
final class SignUps {
  private static final Logger log = LoggerFactory.getLogger(SignUps.class);

  private final DocumentStore store;
  private final Documents<Credential> credentials;
  private final People people;
  private final Passwords passwords;
  private final InstantSource clock;
  private final Duration timeout;

  SignUps(
      DocumentStore store,
      People people,
      Passwords passwords,
      InstantSource clock,
      Duration timeout) {
    this.store = store;
    this.credentials = Credential.in(store);
    this.people = people;
    this.passwords = passwords;
    this.clock = clock;
    this.timeout = timeout;
  }

  User register(RegisterRequest request) {
    List<Violation> violations =
        new ArrayList<>(ProfileRules.violations(request.getProfile(), request.getMembership()));
    Passwords.violation(request.getPassword()).ifPresent(violations::add);
    if (!violations.isEmpty()) {
      throw Rejection.invalid(violations);
    }
    Versioned<Credential> reserved = reserve(request);
    User user;
    try {
      user = people.create(reserved.id(), request.getProfile(), request.getMembership());
    } catch (StatusRuntimeException e) {
      undo(reserved, Rejection.of(e));
      throw e;
    }
    confirm(reserved);
    return user;
  }

  private Versioned<Credential> reserve(RegisterRequest request) {
    String username = request.getProfile().getUsername();
    if (find(username).isPresent()) {
      throw taken();
    }
    Credential credential =
        new Credential(
            Ids.next(), username, passwords.hash(request.getPassword()), false, clock.millis());
    try {
      store.commit(List.of(credentials.insert(credential)));
    } catch (KeyTakenException e) {
      throw taken();
    }
    return new Versioned<>(credential.id(), 1, credential);
  }

  private static Rejection taken() {
    return Rejection.taken("/username", "The user name is taken: choose another.");
  }

  private void undo(Versioned<Credential> reserved, Rejection why) {
    boolean unknown =
        switch (why.kind()) {
          case UNAVAILABLE, DEFECT, CHANGED -> true;
          default -> false;
        };
    try {
      if (unknown) {
        people.destroy(reserved.id());
      }
      store.commit(List.of(credentials.delete(reserved)));
    } catch (RuntimeException e) {
      log.warn("The sign-up of user {} stays to be settled: {}", reserved.id(), e.toString());
    }
  }

  private void confirm(Versioned<Credential> reserved) {
    try {
      store.commit(List.of(credentials.replace(reserved, reserved.value().confirm())));
    } catch (StaleDocumentException e) {
      // It took so long that somebody settled it.
      if (credentials.get(reserved.id()).filter(found -> found.value().confirmed()).isEmpty()) {
        throw Rejection.unavailable("Signing up took too long and was taken back: try again.");
      }
    }
  }

  /**
   * The credential of a user name, whether confirmed or under way; one that is overdue is settled
   * first.
   */
  Optional<Versioned<Credential>> find(String username) {
    Optional<Versioned<Credential>> found =
        credentials.findUnique(Credential.USERNAME, ProfileRules.fold(username));
    return found.isPresent() && isOverdue(found.get().value()) ? settle(found.get()) : found;
  }

  private boolean isOverdue(Credential credential) {
    return !credential.confirmed()
        && clock.millis() - credential.startedAtMillis() >= timeout.toMillis();
  }

  /** Ends what a crash left: forward if the user is there, else backward. */
  private Optional<Versioned<Credential>> settle(Versioned<Credential> reserved) {
    try {
      if (people.find(reserved.id()).isPresent()) {
        store.commit(List.of(credentials.replace(reserved, reserved.value().confirm())));
        log.info("The interrupted sign-up of user {} is finished", reserved.id());
      } else {
        people.destroy(reserved.id());
        store.commit(List.of(credentials.delete(reserved)));
        log.info("The interrupted sign-up of user {} is taken back", reserved.id());
      }
    } catch (StaleDocumentException e) {
      log.debug("The sign-up of user {} was settled by another", reserved.id());
    }
    return credentials.get(reserved.id());
  }

  /**
   * Settles every reservation that is overdue; those that cannot be settled now stay.
   *
   * @return how many reservations are left, those of sign-ups under way included
   */
  int settleAll() {
    for (Versioned<Credential> reserved : reservations()) {
      if (isOverdue(reserved.value())) {
        try {
          settle(reserved);
        } catch (RuntimeException e) {
          log.warn("The sign-up of user {} stays to be settled: {}", reserved.id(), e.toString());
        }
      }
    }
    return reservations().size();
  }

  private List<Versioned<Credential>> reservations() {
    return credentials.find(Credential.STATE, Credential.RESERVED);
  }
}
