package dev.datalab.server.demo;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;

/**
 * What the demo remembers from one start to the next, in {@code demo.properties} beside its data:
 * how to sign in, when its history ended, so that the same lines come out again, and the shop's
 * token. Only its owner can read the file.
 *
 * @param password of the demo's user; made by chance, since the server may be reachable from
 *     elsewhere
 * @param seed of the history
 * @param historyEnd when the history ended: the demo's first start
 * @param token the app token that was issued, if one was
 */
record DemoState(String password, long seed, Instant historyEnd, Optional<IssuedToken> token) {
  private static final String FILE = "demo.properties";
  private static final int PASSWORD_BYTES = 8;
  private static final long SEED = 7_041_776L;

  /** The state in a directory, made now if there is none. */
  static DemoState in(Path directory, Instant now) throws IOException {
    Path file = directory.resolve(FILE);
    if (Files.exists(file)) {
      return read(file);
    }
    byte[] password = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(password);
    DemoState state =
        new DemoState(HexFormat.of().formatHex(password), SEED, now, Optional.empty());
    state.keep(directory);
    return state;
  }

  /** The same with another token. */
  DemoState withToken(IssuedToken issued) {
    return new DemoState(password, seed, historyEnd, Optional.of(issued));
  }

  private static DemoState read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    try {
      return new DemoState(
          properties.getProperty("password", ""),
          Long.parseLong(properties.getProperty("seed", "")),
          Instant.parse(properties.getProperty("historyEnd", "")),
          token(properties));
    } catch (RuntimeException e) {
      throw new IOException(
          file + ": not as the demo wrote it; delete the directory to begin anew.", e);
    }
  }

  private static Optional<IssuedToken> token(Properties properties) {
    String text = properties.getProperty("token.text", "");
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new IssuedToken(
                properties.getProperty("token.app", ""),
                text,
                properties.getProperty("token.snippet", "")));
  }

  /** Writes the state into a directory: whole, or not at all. */
  void keep(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    Properties properties = new Properties();
    properties.setProperty("password", password);
    properties.setProperty("seed", Long.toString(seed));
    properties.setProperty("historyEnd", historyEnd.toString());
    token.ifPresent(
        issued -> {
          properties.setProperty("token.app", issued.app());
          properties.setProperty("token.text", issued.text());
          properties.setProperty("token.snippet", issued.snippet());
        });
    Path draft = file.resolveSibling(FILE + ".new");
    Files.deleteIfExists(draft);
    if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    try (Writer writer = Files.newBufferedWriter(draft)) {
      properties.store(writer, "The demo's own notes; delete the directory to begin anew.");
    }
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
