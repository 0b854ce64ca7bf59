package dev.datalab.server.http;

import org.glassfish.grizzly.http.server.HttpHandler;

/**
 * A handler of one path, in the place of REST: for what many clients call often. It does everything
 * for itself but request id, security headers and the problem of what it throws.
 *
 * @param path absolute, compared as it comes
 */
public record Door(String path, HttpHandler handler) {}
