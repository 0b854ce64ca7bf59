package dev.datalab.server.http;

import dev.datalab.server.problem.Problem;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.http.server.ErrorPageGenerator;
import org.glassfish.grizzly.http.server.Request;
import org.jspecify.annotations.Nullable;

/** What Grizzly answers of its own accord, as a problem instead of a page. */
final class ProblemPage implements ErrorPageGenerator {

  @Override
  public String generate(
      Request request,
      int status,
      @Nullable String reason,
      @Nullable String description,
      @Nullable Throwable failure) {
    var response = request.getResponse();
    SecurityHeaders.ofAnswer(response.getResponse().getHeaders());
    response.setHeader(RequestId.HEADER, RequestId.of(request.getHeader(RequestId.HEADER)));
    response.setContentType(Problem.MEDIA_TYPE);
    response.setCharacterEncoding("UTF-8");
    String detail =
        status == 503
            ? "The server stops. Come again when it is back."
            : "The server could not answer this request.";
    return new String(Problem.of(status, detail).toJson(), StandardCharsets.UTF_8);
  }
}
