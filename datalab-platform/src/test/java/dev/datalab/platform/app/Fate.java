package dev.datalab.platform.app;

import dev.datalab.platform.documents.Change;
import dev.datalab.platform.documents.Document;
import dev.datalab.platform.documents.DocumentStore;
import dev.datalab.platform.documents.StoreUnavailableException;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a process: its commits and its calls are numbered from 1, and it dies right
 * before or right after one of them. To who is dead nothing happens any more. Single calls can
 * fail, too, before they arrived or after they took place, and the process lives on.
 */
public final class Fate implements ClientInterceptor {
  /** Where an action is cut off. */
  public enum Cut {
    /** It does not take place. */
    BEFORE,
    /** It takes place, and nobody learns of it. */
    AFTER
  }

  private static final Status LOST =
      Status.UNAVAILABLE.withDescription("The test cut the call off.");

  private int dieAt = Integer.MAX_VALUE;
  private Cut cut = Cut.BEFORE;
  private boolean dead;
  private String failing = "";
  private Cut failingCut = Cut.BEFORE;
  private final List<String> actions = new ArrayList<>();

  /** Dies at the action of this number. */
  public synchronized void dieAt(int action, Cut at) {
    dieAt = action;
    cut = at;
  }

  /** The next call of this method, {@code Service/Method}, fails. */
  public synchronized void failOnce(String method, Cut at) {
    failing = method;
    failingCut = at;
  }

  public synchronized boolean dead() {
    return dead;
  }

  /** What was done, in order. */
  public synchronized List<String> actions() {
    return List.copyOf(actions);
  }

  /** Counts an action; says where it is cut off, if it is. */
  private synchronized Optional<Cut> act(String action) {
    if (dead) {
      return Optional.of(Cut.BEFORE);
    }
    actions.add(action);
    if (actions.size() == dieAt) {
      dead = true;
      return Optional.of(cut);
    }
    if (!failing.isEmpty() && action.endsWith(failing)) {
      failing = "";
      return Optional.of(failingCut);
    }
    return Optional.empty();
  }

  @Override
  public <Q, A> ClientCall<Q, A> interceptCall(
      MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
    Optional<Cut> cutOff = act(method.getFullMethodName());
    if (cutOff.isEmpty()) {
      return next.newCall(method, options);
    }
    return cutOff.get() == Cut.BEFORE
        ? new NeverSent<>()
        : new NeverAnswered<>(next.newCall(method, options));
  }

  private static final class NeverSent<Q, A> extends ClientCall<Q, A> {
    @Override
    public void start(Listener<A> listener, Metadata headers) {
      listener.onClose(LOST, new Metadata());
    }

    @Override
    public void request(int messages) {}

    @Override
    public void cancel(@Nullable String message, @Nullable Throwable cause) {}

    @Override
    public void halfClose() {}

    @Override
    public void sendMessage(Q message) {}
  }

  private static final class NeverAnswered<Q, A> extends SimpleForwardingClientCall<Q, A> {
    NeverAnswered(ClientCall<Q, A> call) {
      super(call);
    }

    @Override
    public void start(Listener<A> listener, Metadata headers) {
      super.start(
          new SimpleForwardingClientCallListener<A>(listener) {
            @Override
            public void onMessage(A message) {}

            @Override
            public void onClose(Status status, Metadata trailers) {
              super.onClose(LOST, new Metadata());
            }
          },
          headers);
    }
  }

  /** A store whose commits share this fate. */
  public DocumentStore over(DocumentStore store) {
    return new DocumentStore() {
      @Override
      public Optional<Document> get(String collection, String id) {
        return store.get(collection, id);
      }

      @Override
      public Optional<Document> findUnique(String collection, String key, String value) {
        return store.findUnique(collection, key, value);
      }

      @Override
      public List<Document> find(String collection, String key, String value) {
        return store.find(collection, key, value);
      }

      @Override
      public void commit(List<Change> changes) {
        Optional<Cut> cutOff = act("commit " + changes.get(0).collection());
        if (!cutOff.equals(Optional.of(Cut.BEFORE))) {
          store.commit(changes);
        }
        if (cutOff.isPresent()) {
          throw new StoreUnavailableException("The test cut the commit off.", new IOException());
        }
      }

      @Override
      public void check() {
        store.check();
      }

      @Override
      public void close() {
        store.close();
      }
    };
  }
}
