package dev.datalab.core.store.sqlite;

import dev.datalab.core.segment.Column;
import dev.datalab.core.segment.PageSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The pages of a block as one connection sees them: for use by its thread. */
record ConnectionPages(Connection connection, long segment, int bucket) implements PageSource {
  @Override
  public String name() {
    return "segment %d, block %d".formatted(segment, bucket);
  }

  @Override
  public byte[] read(Column column) throws IOException {
    try {
      List<byte[]> pages =
          Rows.list(
              connection,
              "SELECT data FROM page WHERE id = ?",
              row -> row.getBytes(1),
              Schema.page(segment, bucket, column.number()));
      if (pages.isEmpty()) {
        throw new IOException("the page is not there");
      }
      return pages.get(0);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
