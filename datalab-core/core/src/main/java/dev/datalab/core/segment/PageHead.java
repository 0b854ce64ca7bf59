package dev.datalab.core.segment;

import java.io.IOException;

/** What the first bytes of a page tell about it. */
public final class PageHead {
  private PageHead() {}

  /**
   * How many bytes the page's body has before it is packed.
   *
   * @param head the first 16 bytes of a page, or all of a shorter one
   * @return 0 if they are no page's
   */
  public static long bodyLength(byte[] head) {
    ByteSource from = new ByteSource(head, 0, head.length);
    try {
      from.skip(3);
      long length = from.readVarint();
      return length < 0 || length > Page.MAX_BODY ? 0 : length;
    } catch (IOException e) {
      return 0; // whoever reads the page says what is wrong with it
    }
  }
}
