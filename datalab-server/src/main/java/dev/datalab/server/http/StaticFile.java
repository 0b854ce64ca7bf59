package dev.datalab.server.http;

/**
 * One file that is served as it is.
 *
 * @param content what it holds
 * @param type its media type
 * @param etag its entity tag with quotes: changes when the content does
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never changed: it goes to the socket.
record StaticFile(byte[] content, String type, String etag) {}
