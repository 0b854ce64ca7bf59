package dev.datalab.ingest.session;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Sessions and their terms as rows. */
final class SessionRows {
  private static final String COLUMNS =
      "s.number, s.id, s.visitor, s.hello, s.referrer, s.browser, s.os, s.device, s.language,"
          + " s.screen, s.utm_source, s.utm_medium, s.utm_campaign, s.utm_term, s.utm_content,"
          + " t.app, t.generation, t.token, t.origins, t.sessions, t.events_per_second,"
          + " t.query_parameters";
  private static final String FROM = " FROM session s JOIN terms t ON t.id = s.terms ";

  private SessionRows() {}

  /** The number of terms, made if there is none. */
  static long terms(Statements statements, SessionTerms terms) throws SQLException {
    Object[] values = {
      terms.app(),
      terms.generation(),
      terms.tokenId(),
      lines(terms.origins()),
      terms.sessions().orElse(0),
      terms.eventsPerSecond().orElse(0),
      lines(terms.queryParameters())
    };
    statements.update(
        "INSERT OR IGNORE INTO terms(app, generation, token, origins, sessions, events_per_second,"
            + " query_parameters) VALUES(?, ?, ?, ?, ?, ?, ?)",
        values);
    return statements.number(
        "SELECT id FROM terms WHERE app = ? AND generation = ? AND token = ? AND origins = ?"
            + " AND sessions = ? AND events_per_second = ? AND query_parameters = ?",
        values);
  }

  static void insert(Statements statements, Session session) throws SQLException {
    Dimensions of = session.dimensions();
    Utm utm = of.utm();
    statements.update(
        "INSERT INTO session(id, terms, visitor, hello, seen, referrer, browser, os, device,"
            + " language, screen, utm_source, utm_medium, utm_campaign, utm_term, utm_content)"
            + " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        session.id(),
        terms(statements, session.terms()),
        session.visitor(),
        session.helloMillis(),
        session.helloMillis(),
        of.referrer(),
        of.browser(),
        of.os(),
        of.device(),
        of.language(),
        of.screen(),
        utm.source(),
        utm.medium(),
        utm.campaign(),
        utm.term(),
        utm.content());
    long number = statements.number("SELECT last_insert_rowid()");
    insert(statements, number, session.streams());
  }

  static void insert(Statements statements, long session, List<SessionStream> streams)
      throws SQLException {
    for (SessionStream stream : streams) {
      statements.update(
          "INSERT OR IGNORE INTO stream(session, id, clock_offset, hello) VALUES(?, ?, ?, ?)",
          session,
          stream.id(),
          stream.clockOffsetMillis(),
          stream.helloMillis());
    }
  }

  /** The sessions that a condition on {@code s} selects. */
  static List<Session> select(Statements statements, String condition, Object... values)
      throws SQLException {
    List<Row> rows =
        statements.list("SELECT " + COLUMNS + FROM + condition, SessionRows::row, values);
    List<Session> sessions = new ArrayList<>(rows.size());
    for (Row row : rows) {
      List<SessionStream> streams =
          statements.list(
              "SELECT id, clock_offset, hello FROM stream WHERE session = ? ORDER BY id",
              stream -> new SessionStream(stream.getLong(1), stream.getLong(2), stream.getLong(3)),
              row.number);
      sessions.add(new Session(row.id, row.terms, row.visitor, row.dimensions, row.hello, streams));
    }
    return sessions;
  }

  private static Row row(ResultSet row) throws SQLException {
    Utm utm =
        new Utm(
            row.getString(11),
            row.getString(12),
            row.getString(13),
            row.getString(14),
            row.getString(15));
    Dimensions dimensions =
        new Dimensions(
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getString(8),
            row.getString(9),
            row.getString(10),
            utm.equals(Utm.NONE) ? Utm.NONE : utm);
    SessionTerms terms =
        new SessionTerms(
            row.getString(16),
            row.getInt(17),
            row.getString(18),
            list(row.getString(19)),
            limit(row.getInt(20)),
            limit(row.getInt(21)),
            list(row.getString(22)));
    return new Row(
        row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), dimensions, terms);
  }

  private static OptionalInt limit(int value) {
    return value == 0 ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static String lines(List<String> list) {
    return String.join("\n", list);
  }

  private static List<String> list(String lines) {
    return lines.isEmpty() ? List.of() : List.of(lines.split("\n", -1));
  }

  private record Row(
      long number,
      String id,
      String visitor,
      long hello,
      Dimensions dimensions,
      SessionTerms terms) {}
}
