package dev.datalab.bench.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ServerFramesTest {
  private final List<String> heard = new ArrayList<>();
  private final ServerFrames.Heard ear =
      new ServerFrames.Heard() {
        @Override
        public void acknowledged(long seq) {
          heard.add("ack " + seq);
        }

        @Override
        public void closed(int code, String reason) {
          heard.add("close " + code + " " + reason);
        }
      };

  @Test
  void everyWholeFrameIsReadAndAPartIsLeft() {
    byte[] two = both(frame(1, "{\"ack\":20}"), frame(1, "{\"ack\":12345678901}"));
    for (int cut = 0; cut <= two.length; cut++) {
      heard.clear();
      ByteBuffer bytes = ByteBuffer.allocate(two.length).put(two, 0, cut).flip();
      ServerFrames.read(bytes, ear);
      byte[] rest = new byte[two.length - bytes.position()];
      System.arraycopy(two, bytes.position(), rest, 0, rest.length);
      ServerFrames.read(ByteBuffer.wrap(rest), ear);

      assertThat(heard).containsExactly("ack 20", "ack 12345678901");
    }
  }

  @Test
  void aCloseSaysItsCodeAndReason() {
    byte[] reason =
        both(
            new byte[] {0x03, (byte) 0xf5}, "the server's window".getBytes(StandardCharsets.UTF_8));
    ServerFrames.read(ByteBuffer.wrap(frame(8, reason)), ear);
    ServerFrames.read(ByteBuffer.wrap(frame(8, "")), ear);

    assertThat(heard).containsExactly("close 1013 the server's window", "close 1005 ");
  }

  @Test
  void aLongerFrameIsReadByItsLongerLength() {
    String text = "{\"ack\":7" + " ".repeat(300) + "}";
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    byte[] header = {(byte) 0x81, 126, (byte) (payload.length >> 8), (byte) payload.length};

    ServerFrames.read(ByteBuffer.wrap(both(header, payload)), ear);

    assertThat(heard).containsExactly("ack 7");
  }

  @Test
  void whatThisServerDoesNotSendIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerFrames.read(ByteBuffer.wrap(frame(1, "hello")), ear));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerFrames.read(ByteBuffer.wrap(frame(2, "1")), ear));
  }

  private static byte[] frame(int opcode, String text) {
    return frame(opcode, text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] frame(int opcode, byte[] payload) {
    return both(new byte[] {(byte) (0x80 | opcode), (byte) payload.length}, payload);
  }

  private static byte[] both(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
