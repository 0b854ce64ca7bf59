package dev.datalab.ingest.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Whether bytes are UTF-8, strictly: no overlong forms, no encoded surrogates, nothing cut off.
 * Jackson's own decoding lets some of these through. For use by one thread.
 */
final class Utf8Check {
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final CharBuffer scratch = CharBuffer.allocate(1_024);

  boolean isValid(byte[] text, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end && text[at] >= 0) {
      at++;
    }
    if (at == end) {
      return true;
    }
    ByteBuffer rest = ByteBuffer.wrap(text, at, end - at);
    decoder.reset();
    CoderResult result;
    do {
      scratch.clear();
      result = decoder.decode(rest, scratch, true);
    } while (result.isOverflow());
    return !result.isError();
  }
}
