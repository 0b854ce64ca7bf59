package dev.datalab.server.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.datalab.proto.eventmanager.v1.ExportResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class ExportStreamTest {
  private static final List<ExportResponse> PIECES = List.of(piece("a\n"), piece("b\nc\n"));

  @Test
  void piecesGoOutOneBehindTheOther() throws IOException {
    assertThat(written(PIECES.iterator(), false)).asString().isEqualTo("a\nb\nc\n");
    assertThat(unpacked(written(PIECES.iterator(), true))).isEqualTo("a\nb\nc\n");
  }

  @Test
  void anErrorInTheMiddleIsNoEnd() {
    for (boolean gzip : List.of(false, true)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();

      assertThatIllegalStateException()
          .isThrownBy(() -> new ExportStream(dyingAfterOne(), gzip).write(out))
          .withMessageContaining("an export is not whole")
          .withCauseInstanceOf(OutOfMemoryError.class);

      if (gzip) {
        assertThatThrownBy(() -> unpacked(out.toByteArray())).isInstanceOf(EOFException.class);
      }
    }
  }

  private static Iterator<ExportResponse> dyingAfterOne() {
    Iterator<ExportResponse> whole = PIECES.iterator();
    ExportResponse first = whole.next();
    return new Iterator<>() {
      private boolean begun;

      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public ExportResponse next() {
        if (begun) {
          throw new OutOfMemoryError("Java heap space");
        }
        begun = true;
        return first;
      }
    };
  }

  private static byte[] written(Iterator<ExportResponse> pieces, boolean gzip) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ExportStream(pieces, gzip).write(out);
    return out.toByteArray();
  }

  private static String unpacked(byte[] packed) throws IOException {
    return new String(
        new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes(),
        StandardCharsets.UTF_8);
  }

  private static ExportResponse piece(String text) {
    return ExportResponse.newBuilder().setChunk(ByteString.copyFromUtf8(text)).build();
  }
}
