package dev.datalab.server.http;

import java.io.IOException;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** What lies at an address and is only read. */
@FunctionalInterface
interface Page {

  /** Answers a GET or a HEAD. */
  void send(Request request, Response response) throws IOException;
}
