package dev.datalab.platform.auth;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.datalab.platform.rpc.Rejection;
import dev.datalab.platform.rpc.Violation;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Passwords as Argon2id hashes (RFC 9106) in their encoded form: 19 MiB, two passes, one lane, as
 * OWASP's Password Storage Cheat Sheet has it; salt 16 bytes, hash 32.
 *
 * <p>At most two hashings run at a time, and at most 64 wait, 5 seconds at most: so many sign-ins
 * at once cost neither the memory nor the processors of the rest of the server.
 */
final class Passwords {
  private static final int MIN = 8;
  private static final int MAX = 200;
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int AT_A_TIME = 2;
  private static final int MAX_WAITING = 64;
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  private final Semaphore running;
  private final int maxWaiting;
  private final Duration maxWait;
  private final Argon2Function argon2 =
      Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
  private final String nobodys = hashOfNothing();

  Passwords() {
    this(AT_A_TIME, MAX_WAITING, MAX_WAIT);
  }

  Passwords(int atATime, int maxWaiting, Duration maxWait) {
    running = new Semaphore(atATime, true);
    this.maxWaiting = maxWaiting;
    this.maxWait = maxWait;
  }

  static Optional<Violation> violation(String password) {
    int length = password.codePointCount(0, password.length());
    return length >= MIN && length <= MAX
        ? Optional.empty()
        : Optional.of(
            new Violation(
                "/password", "The password must have %d to %d characters.".formatted(MIN, MAX)));
  }

  String hash(String password) {
    return oneOfFew(
        () -> Password.hash(password).addRandomSalt(SALT_BYTES).with(argon2).getResult());
  }

  /** Whether it is the password; takes the same time where there is nobody. */
  boolean check(String password, Optional<String> hash) {
    if (password.codePointCount(0, password.length()) > MAX || password.isEmpty()) {
      return false;
    }
    String other = hash.orElse(nobodys);
    boolean same =
        oneOfFew(
            () -> Password.check(password, other).with(Argon2Function.getInstanceFromHash(other)));
    return same && hash.isPresent();
  }

  private <T> T oneOfFew(Supplier<T> hashing) {
    boolean entered = false;
    try {
      entered =
          running.getQueueLength() < maxWaiting
              && running.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS);
      if (!entered) {
        throw Rejection.tooMany(
            "Too many people sign in at this moment: try again in a few seconds.", maxWait);
      }
      return hashing.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Rejection.unavailable("The server is stopping: try again soon.");
    } finally {
      if (entered) {
        running.release();
      }
    }
  }

  /** A hash that no password has: salt and hash are random. Costs no hashing. */
  private static String hashOfNothing() {
    SecureRandom random = new SecureRandom();
    List<String> parts =
        List.of(SALT_BYTES, HASH_BYTES).stream()
            .map(
                length -> {
                  byte[] bytes = new byte[length];
                  random.nextBytes(bytes);
                  return Base64.getEncoder().withoutPadding().encodeToString(bytes);
                })
            .toList();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(MEMORY_KIB, PASSES, LANES, parts.get(0), parts.get(1));
  }
}
