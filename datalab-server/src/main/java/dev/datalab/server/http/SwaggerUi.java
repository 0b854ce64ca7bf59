package dev.datalab.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Where Swagger UI lies in its jar: below a folder that is named after its version. */
final class SwaggerUi {
  private static final String POM = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private SwaggerUi() {}

  /** The version that is on the class path. */
  static String version() {
    try (InputStream in = SwaggerUi.class.getResourceAsStream(POM)) {
      if (in == null) {
        throw new IllegalStateException(
            POM + " is missing on the class path: build the server anew");
      }
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "");
    } catch (IOException e) {
      throw new IllegalStateException(POM + " can't be read", e);
    }
  }
}
