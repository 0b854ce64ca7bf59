package dev.datalab.core.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class WorkersTest {
  @Test
  void everyTaskIsDoneOnce() throws IOException {
    List<AtomicInteger> workers =
        Workers.run(
            1_000,
            ForkJoinPool.commonPool(),
            AtomicInteger::new,
            (worker, number) -> worker.addAndGet(number));
    assertThat(workers.stream().mapToInt(AtomicInteger::get).sum()).isEqualTo(499_500);
  }

  @Test
  void whatIsFoundDamagedLateIsAnIoException() {
    IOException damage = new IOException("segment 3, column times: damaged");
    assertThatThrownBy(
            () ->
                Workers.run(
                    2,
                    Runnable::run,
                    AtomicInteger::new,
                    (worker, number) -> {
                      throw new UncheckedIOException(damage);
                    }))
        .isSameAs(damage);
  }

  @Test
  void anInterruptedQuestionStopsBetweenTasks() {
    AtomicInteger done = new AtomicInteger();
    assertThatThrownBy(
            () ->
                Workers.run(
                    10,
                    Runnable::run,
                    AtomicInteger::new,
                    (worker, number) -> {
                      done.incrementAndGet();
                      Thread.currentThread().interrupt();
                    }))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).hasValue(1);
  }
}
