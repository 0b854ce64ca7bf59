package dev.datalab.server.intake;

import dev.datalab.ingest.intake.AppDirectory;
import dev.datalab.ingest.intake.AppGrant;
import dev.datalab.ingest.intake.HelloAnswer;
import dev.datalab.ingest.intake.HelloRequest;
import dev.datalab.ingest.intake.Intake;
import dev.datalab.ingest.intake.IntakeRefusal;
import dev.datalab.server.http.ClientAddress;
import dev.datalab.server.http.Exchange;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.glassfish.grizzly.http.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /api/v1/hello}. Thread-safe. */
public final class HelloHandler extends CrossOriginPost {
  private static final Logger log = LoggerFactory.getLogger(HelloHandler.class);
  private static final String BEARER = "Bearer ";

  private final Intake intake;
  private final AppDirectory apps;
  private final ClientAddress addresses;

  /**
   * A handler.
   *
   * @param apps the directory that the intake asks too
   * @param atMost how long a client may take for its body, and the server for its answer
   */
  public HelloHandler(Intake intake, AppDirectory apps, ClientAddress addresses, Duration atMost) {
    super(atMost);
    this.intake = intake;
    this.apps = apps;
    this.addresses = addresses;
  }

  /** What of a hello stands in its headers. Of one request. */
  private record Head(
      String token,
      String host,
      String origin,
      String userAgent,
      String address,
      String cookies,
      boolean dnt,
      boolean gpc) {

    HelloRequest with(byte[] body, String app) {
      String visitor = VisitorCookie.read(cookies, app);
      return new HelloRequest(token, body, origin, userAgent, address, visitor, dnt, gpc);
    }
  }

  @Override
  Exchange.Body handler(Request request) {
    var head =
        new Head(
            token(request),
            header(request, "Host"),
            header(request, "Origin"),
            header(request, "User-Agent"),
            addresses.of(request.getRemoteAddr(), request.getRequest().getHeaders()),
            header(request, "Cookie"),
            header(request, "DNT").equals("1"),
            header(request, "Sec-GPC").equals("1"));
    return (body, exchange) -> answer(head, body, exchange);
  }

  private static String token(Request request) {
    String authorization = header(request, "Authorization");
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? authorization.substring(BEARER.length()).trim()
        : header(request, "x-datalab-token");
  }

  private void answer(Head head, byte[] body, Exchange exchange) {
    Map<String, String> headers = Cors.other();
    try {
      AppGrant grant = apps.verify(head.token());
      if (grant.isOwn(head.origin())) {
        headers = Cors.own(head.origin());
      }
      Optional<HelloAnswer> answer = intake.hello(head.with(body, grant.app()));
      if (answer.isEmpty()) {
        exchange.answer(204, headers, new byte[0]);
      } else {
        exchange.answer(200, withCookie(headers, head, answer.get()), answer.get().json());
      }
    } catch (IntakeRefusal e) {
      exchange.refuse(Refusals.problem(e), headers);
    } catch (IOException e) {
      log.error("a session can't be stored", e);
      exchange.refuse(Refusals.notStored(), headers);
    }
  }

  private static Map<String, String> withCookie(
      Map<String, String> headers, Head head, HelloAnswer answer) {
    if (answer.cookieless() || !SharedDomain.of(head.host(), head.origin())) {
      return headers;
    }
    var all = new HashMap<>(headers);
    all.put("Set-Cookie", VisitorCookie.write(answer.app(), answer.visitor()));
    return all;
  }
}
