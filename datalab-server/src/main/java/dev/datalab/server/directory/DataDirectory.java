package dev.datalab.server.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A server's directory, held exclusively: the operating system lets go of the lock when the process
 * ends, however it ends. Thread-safe.
 */
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel channel;

  private DataDirectory(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes hold of a directory, which is made if it is not there.
   *
   * @throws DirectoryException if it can't be made or written, or another server holds it; the
   *     message is one line for the person who started the server
   */
  public static DataDirectory hold(Path path) {
    FileChannel channel;
    try {
      Files.createDirectories(path);
      channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new DirectoryException(
          "The data directory "
              + path
              + " can't be written ("
              + e.getClass().getSimpleName()
              + "). Give --data a directory that this user may write.",
          e);
    }
    if (tryLock(channel) == null) {
      closeQuietly(channel);
      throw new DirectoryException(
          "The data directory "
              + path
              + " is held by another server. Stop that one, or give --data another directory.",
          null);
    }
    return new DataDirectory(path, channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException | IOException e) {
      // By this very process, or by a file system that has no locks: held in both cases.
      return null;
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new DirectoryException("The lock file can't be closed: " + e.getMessage(), e);
    }
  }

  /** The file of a name in this directory. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** The directory. */
  public Path path() {
    return path;
  }

  /** Lets go of the directory. The lock file stays: removing it would race with the next holder. */
  @Override
  public void close() {
    closeQuietly(channel);
  }
}
