package dev.datalab.server.http;

import java.io.IOException;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.CompletionHandler;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.memory.Buffers;

/**
 * Closes a WebSocket whose client does not mask its frames (RFC 6455, 5.1), which Tyrus would take.
 * Stands before Tyrus.
 */
final class MaskGuard extends BaseFilter {
  private static final Attribute<FrameHeads> HEADS =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(MaskGuard.class.getName());

  /** A close frame with 1002, a protocol error. */
  private static final byte[] PROTOCOL_ERROR = {(byte) 0x88, 2, (byte) (1002 >> 8), (byte) 1002};

  /** Watches a connection from its next message on, which is the handshake's. */
  static void watch(Connection<?> connection) {
    HEADS.set(connection, new FrameHeads());
  }

  @Override
  public NextAction handleRead(FilterChainContext context) throws IOException {
    FrameHeads heads = HEADS.get(context.getConnection());
    if (heads == null || !(context.getMessage() instanceof HttpContent content)) {
      return context.getInvokeAction();
    }
    if (!heads.isBegun()) {
      heads.begin();
      return context.getInvokeAction();
    }
    if (heads.areMasked(content.getContent())) {
      return context.getInvokeAction();
    }
    Connection<?> connection = context.getConnection();
    Buffer close = Buffers.wrap(context.getMemoryManager(), PROTOCOL_ERROR);
    context.write(close, closing(connection));
    return context.getStopAction();
  }

  @SuppressWarnings("rawtypes") // as Grizzly's own signature has it
  private static CompletionHandler<WriteResult> closing(Connection<?> connection) {
    return new EmptyCompletionHandler<>() {
      @Override
      public void completed(WriteResult written) {
        connection.closeSilently();
      }

      @Override
      public void failed(Throwable failure) {
        connection.closeSilently();
      }
    };
  }
}
