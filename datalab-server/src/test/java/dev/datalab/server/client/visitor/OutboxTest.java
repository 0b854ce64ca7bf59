package dev.datalab.server.client.visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OutboxTest {
  private final Outbox outbox = new Outbox();

  private String next(int window) {
    return outbox.nextToSend(window).map(Outbox.Frame::text).orElse("nothing");
  }

  @Test
  void framesAreNumberedAndGoOutInOrder() {
    assertThat(outbox.add(2, "[a,b]")).isEqualTo(2);
    assertThat(outbox.add(1, "[c]")).isEqualTo(3);
    assertThat(next(64)).isEqualTo("{\"seq\":1,\"events\":[a,b]}");
    assertThat(next(64)).isEqualTo("{\"seq\":3,\"events\":[c]}");
    assertThat(next(64)).isEqualTo("nothing");
    assertThat(outbox.isEmpty()).isFalse();
    outbox.acknowledge(3);
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(outbox.acknowledged()).isEqualTo(3);
  }

  @Test
  void noMoreGoesOutThanTheWindowHolds() {
    outbox.add(3, "[1]");
    outbox.add(3, "[2]");
    assertThat(next(5)).contains("[1]");
    assertThat(next(5)).isEqualTo("nothing");
    outbox.acknowledge(1);
    assertThat(next(5)).contains("[2]");
  }

  @Test
  void whatIsNotAcknowledgedGoesOutAgain() {
    outbox.add(2, "[1]");
    outbox.add(2, "[2]");
    outbox.add(2, "[3]");
    next(64);
    next(64);
    assertThat(outbox.resumeFrom(3)).isTrue();
    assertThat(outbox.acknowledged()).isEqualTo(2);
    assertThat(next(64)).contains("\"seq\":3", "[2]");
    assertThat(next(64)).contains("\"seq\":5", "[3]");
  }

  @Test
  void aServerThatLacksWhatItHasAcknowledgedIsFoundOut() {
    outbox.add(2, "[1]");
    next(64);
    outbox.acknowledge(2);
    assertThat(outbox.resumeFrom(3)).isTrue();
    assertThat(outbox.resumeFrom(2)).isFalse();
  }

  @Test
  void anAcknowledgementBeyondWhatWasSentCountsForWhatWasSent() {
    outbox.add(1, "[1]");
    outbox.acknowledge(99);
    assertThat(outbox.acknowledged()).isEqualTo(1);
  }

  @Test
  void aNewStreamBeginsAt1WhileTheClientsNumbersRunOn() {
    outbox.add(2, "[1]");
    assertThatThrownBy(outbox::beginStream).isInstanceOf(IllegalStateException.class);
    outbox.acknowledge(2);
    outbox.beginStream();
    assertThat(outbox.add(1, "[2]")).isEqualTo(3);
    assertThat(next(64)).contains("\"seq\":1");
    outbox.acknowledge(1);
    assertThat(outbox.acknowledged()).isEqualTo(3);
  }
}
