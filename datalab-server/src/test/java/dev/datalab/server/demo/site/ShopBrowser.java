package dev.datalab.server.demo.site;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The shop on a free port, and what a browser would ask of it. */
public final class ShopBrowser implements AutoCloseable {
  /** A tag as the server answers it. */
  public static final String TAG =
      "<script async src=\"http://localhost:25099/datalab.js\" data-token=\"a.b.c\"></script>";

  private final ShopSite shop;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private ShopBrowser(ShopSite shop) {
    this.shop = shop;
  }

  /** Opens the shop, with {@link #TAG}. */
  public static ShopBrowser open() throws IOException {
    ShopSite shop = ShopSite.open("127.0.0.1", 0);
    shop.carry(new SnippetTag(TAG));
    return new ShopBrowser(shop);
  }

  /** Sends a request without a body; a cookie that is empty is none. */
  public HttpResponse<String> send(String method, String path, String cookie)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(shop.origin() + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, BodyPublishers.noBody());
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** A page. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  /** The elements of a page with something in the basket, which must be well-formed XML. */
  public Document page(String path) throws IOException, InterruptedException {
    return parsed(send("GET", path, "northwind_basket=merino-tee*1").body());
  }

  static Document parsed(String html) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      String xml = html.replace("<script async ", "<script async=\"\" ");
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    } catch (SAXException | ParserConfigurationException e) {
      throw new AssertionError("not well-formed: " + e.getMessage() + "\n" + html, e);
    }
  }

  ShopSite shop() {
    return shop;
  }

  @Override
  public void close() {
    shop.close();
  }
}
