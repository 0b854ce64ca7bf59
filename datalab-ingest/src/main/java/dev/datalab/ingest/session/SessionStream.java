package dev.datalab.ingest.session;

/**
 * One tab's part of a session.
 *
 * @param id as {@link dev.datalab.core.store.EventStore#newStream} gave it
 * @param clockOffsetMillis what is added to a client's timestamp to have the server's time: by how
 *     much the client's clock was behind at the stream's first hello
 * @param helloMillis when that was, in milliseconds since the epoch on the server's clock
 */
public record SessionStream(long id, long clockOffsetMillis, long helloMillis) {}
