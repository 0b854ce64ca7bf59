package dev.datalab.bench.intake;

import dev.datalab.bench.intake.Door.Greeted;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One visitor's WebSocket, straight on the channel: a client library would take more of the machine
 * than the server that is measured. For the one thread of its {@link Load}.
 */
final class LoadSocket {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final String SWITCHES = "HTTP/1.1 101 ";

  private final SocketChannel channel;
  private final SelectionKey key;
  private final String host;
  private final Greeted greeted;

  /** When each frame that waits to be sent was due, in nanoseconds. */
  final LongFifo due = new LongFifo();

  private final LongFifo flightSeqs = new LongFifo();
  private final LongFifo flightDues = new LongFifo();
  private ByteBuffer unread = NOTHING;
  private ByteBuffer unwritten = NOTHING;
  private State state = State.CONNECTING;
  private long sent;
  private long acknowledged;

  private enum State {
    CONNECTING,
    SHAKING,
    OPEN,
    LEAVING,
    CLOSED
  }

  /** What becomes of the frames of a socket. */
  interface Watcher {
    /** The handshake is through. */
    void opened(LoadSocket socket);

    /** A frame is acknowledged that was due then. */
    void settled(long dueNanos);

    /** So many more events are acknowledged; there may be room for more. */
    void advanced(LoadSocket socket, long events);

    /** The connection has ended without a goodbye of ours. */
    void lost(LoadSocket socket, String why);
  }

  /** Begins to connect. */
  LoadSocket(Selector selector, InetSocketAddress to, String host, Greeted greeted)
      throws IOException {
    this.host = host;
    this.greeted = greeted;
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    boolean connected = channel.connect(to);
    key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    if (connected) {
      shake();
    }
  }

  /** Deals with what the channel is ready for. */
  void ready(ByteBuffer shared, Watcher watcher) {
    try {
      if (key.isConnectable() && channel.finishConnect()) {
        shake();
        return;
      }
      if (key.isReadable()) {
        read(shared, watcher);
      }
      if (state != State.CLOSED && key.isWritable()) {
        flush();
        if (isOpen()) {
          watcher.advanced(this, 0);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      lose(watcher, String.valueOf(e.getMessage()));
    }
  }

  private void shake() throws IOException {
    state = State.SHAKING;
    key.interestOps(SelectionKey.OP_READ);
    List<String> request =
        List.of(
            "GET /api/v1/open?ticket=" + greeted.ticket() + " HTTP/1.1",
            "Host: " + host,
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: ZGF0YWxhYi1iZW5jaC0wMQ==",
            "",
            "");
    write(ByteBuffer.wrap(String.join("\r\n", request).getBytes(StandardCharsets.US_ASCII)));
  }

  private void read(ByteBuffer shared, Watcher watcher) throws IOException {
    shared.clear().put(unread);
    unread = NOTHING;
    int count = channel.read(shared);
    shared.flip();
    if (state == State.SHAKING && !hasShaken(shared, watcher)) {
      keep(shared);
    } else {
      ServerFrames.read(shared, new Frames(watcher));
      keep(shared);
    }
    if (count < 0 && state != State.CLOSED) {
      lose(watcher, "the connection broke off");
    }
  }

  private void keep(ByteBuffer shared) {
    if (shared.hasRemaining() && state != State.CLOSED) {
      unread = ByteBuffer.allocate(shared.remaining()).put(shared).flip();
    }
  }

  /** Looks for the end of the handshake's answer. */
  private boolean hasShaken(ByteBuffer bytes, Watcher watcher) throws IOException {
    for (int at = 3; at < bytes.limit(); at++) {
      if (bytes.get(at) == '\n' && bytes.get(at - 2) == '\n') {
        byte[] answer = new byte[at + 1];
        bytes.get(answer);
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        if (!text.startsWith(SWITCHES)) {
          throw new IOException(
              "the handshake is answered with " + text.lines().findFirst().orElse(""));
        }
        state = State.OPEN;
        watcher.opened(this);
        return true;
      }
    }
    return false;
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether a goodbye has been said and not been answered. */
  boolean isLeaving() {
    return state == State.LEAVING;
  }

  /** Whether something is to be sent or to be acknowledged still. */
  boolean hasWork() {
    return isOpen() && (!due.isEmpty() || unacknowledged() > 0);
  }

  /** Events that were sent and are not acknowledged. */
  long unacknowledged() {
    return sent - acknowledged;
  }

  /** Events that were sent. */
  long sent() {
    return sent;
  }

  /** Events that are acknowledged. */
  long acknowledged() {
    return acknowledged;
  }

  /** Whether so many events more may be sent: within the server's window, and the channel takes. */
  boolean hasRoomFor(int events) {
    return isOpen() && !unwritten.hasRemaining() && unacknowledged() + events <= greeted.window();
  }

  /** Sends a frame. */
  void send(FrameWriter writer, int events, long dueNanos, ByteBuffer shared, Watcher watcher) {
    writer.write(sent + 1, events, System.currentTimeMillis(), shared);
    sent += events;
    flightSeqs.add(sent);
    flightDues.add(dueNanos);
    try {
      write(shared);
    } catch (IOException e) {
      lose(watcher, String.valueOf(e.getMessage()));
    }
  }

  /** Says goodbye; the server's end is awaited. */
  void leave(FrameWriter writer, ByteBuffer shared) {
    if (!isOpen()) {
      return;
    }
    state = State.LEAVING;
    try {
      writer.write("{\"goodbye\":true}", shared);
      write(shared);
    } catch (IOException e) {
      close();
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    if (unwritten.hasRemaining()) {
      throw new IllegalStateException("there is no room to write");
    }
    channel.write(bytes);
    if (bytes.hasRemaining()) {
      unwritten = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
      key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }
  }

  private void flush() throws IOException {
    channel.write(unwritten);
    if (!unwritten.hasRemaining()) {
      unwritten = NOTHING;
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  /** Ends the connection. */
  void close() {
    state = State.CLOSED;
    try {
      channel.close();
    } catch (IOException e) {
      key.cancel();
    }
  }

  private void lose(Watcher watcher, String why) {
    boolean expected = state == State.LEAVING || state == State.CLOSED;
    close();
    if (!expected) {
      watcher.lost(this, why);
    }
  }

  /** Hears the server's frames. */
  private final class Frames implements ServerFrames.Heard {
    private final Watcher watcher;

    Frames(Watcher watcher) {
      this.watcher = watcher;
    }

    @Override
    public void acknowledged(long seq) {
      if (seq > sent) {
        throw new IllegalArgumentException("event " + seq + " is acknowledged and was never sent");
      }
      long more = seq - acknowledged;
      if (more <= 0) {
        return;
      }
      acknowledged = seq;
      while (!flightSeqs.isEmpty() && flightSeqs.peek() <= seq) {
        flightSeqs.remove();
        watcher.settled(flightDues.remove());
      }
      watcher.advanced(LoadSocket.this, more);
    }

    @Override
    public void closed(int code, String reason) {
      lose(watcher, "closed with %d %s".formatted(code, reason).strip());
    }
  }
}
