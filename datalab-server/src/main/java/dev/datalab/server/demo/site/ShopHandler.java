package dev.datalab.server.demo.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.glassfish.grizzly.http.Cookie;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Answers the shop's requests: pages, pictures, style sheet and script. Thread-safe. */
final class ShopHandler extends HttpHandler {
  private static final String PICTURES = "/pictures/";
  private static final String PRODUCTS = "/products/";
  private static final String CHECKOUT = "/checkout";
  private static final int MINUTE_SECONDS = 60;

  private final byte[] style = resource("shop.css");
  private final byte[] script = resource("shop.js");
  private volatile SnippetTag snippet = SnippetTag.NONE;

  /** Lets the pages from now on carry a tag. */
  void carry(SnippetTag tag) {
    snippet = tag;
  }

  @Override
  public void service(Request request, Response response) throws IOException {
    String path = request.getRequestURI();
    boolean orders = path.equals(CHECKOUT) && Method.POST.equals(request.getMethod());
    if (orders) {
      order(request, response);
    } else if (Method.GET.equals(request.getMethod()) || Method.HEAD.equals(request.getMethod())) {
      show(request, response, path);
    } else {
      response.setHeader("Allow", path.equals(CHECKOUT) ? "GET, HEAD, POST" : "GET, HEAD");
      send(request, response, 405, "text/plain", "A page can only be read. Use GET.");
    }
  }

  /** Empties the basket and goes on to the page that says thanks, where a reload is harmless. */
  private static void order(Request request, Response response) {
    Basket basket = basket(request);
    if (basket.items().isEmpty()) {
      seeOther(response, "/basket");
      return;
    }
    response.addHeader("Set-Cookie", Basket.COOKIE + "=; Path=/; Max-Age=0; SameSite=Lax");
    response.addHeader(
        "Set-Cookie",
        "%s=%s; Path=/; Max-Age=%d; SameSite=Lax"
            .formatted(Order.COOKIE, Order.of(basket).cookie(), 10 * MINUTE_SECONDS));
    seeOther(response, "/thanks");
  }

  private static void seeOther(Response response, String path) {
    response.setStatus(303, "See Other");
    response.setHeader("Location", path);
    response.setContentLength(0);
  }

  private void show(Request request, Response response, String path) throws IOException {
    if (path.equals("/shop.css")) {
      file(request, response, "text/css; charset=utf-8", style);
    } else if (path.equals("/shop.js")) {
      file(request, response, "text/javascript; charset=utf-8", script);
    } else if (path.startsWith(PICTURES) && path.endsWith(".svg")) {
      String name = path.substring(PICTURES.length(), path.length() - ".svg".length());
      Optional<String> picture = Pictures.find(name);
      if (picture.isPresent()) {
        byte[] svg = picture.get().getBytes(StandardCharsets.UTF_8);
        file(request, response, "image/svg+xml", svg);
      } else {
        send(request, response, 404, "text/plain", "There is no such picture.");
      }
    } else {
      page(request, response, path);
    }
  }

  private void page(Request request, Response response, String path) throws IOException {
    Basket basket = basket(request);
    if (path.equals(CHECKOUT) && basket.items().isEmpty()) {
      seeOther(response, "/basket");
      return;
    }
    Optional<Page> page = find(path, basket, cookie(request, Order.COOKIE));
    SnippetTag tag = snippet;
    response.setHeader(
        "Content-Security-Policy",
        ("default-src 'none'; script-src %s; style-src 'self'; img-src 'self'; connect-src %s;"
                + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
            .formatted(tag.scriptSources(), tag.connectSources()));
    // A page shows what is in the basket; asked for anew, it is the visitor's own.
    response.setHeader("Cache-Control", "private, no-cache");
    String html =
        Frame.around(page.orElseGet(TextPages::missing), path, tag.html(), basket.count());
    send(request, response, page.isPresent() ? 200 : 404, "text/html; charset=utf-8", html);
  }

  private static Optional<Page> find(String path, Basket basket, String order) {
    if (path.startsWith(PRODUCTS)) {
      return Goods.find(path.substring(PRODUCTS.length())).map(ProductPage::page);
    }
    return switch (path) {
      case "/" -> Optional.of(HomePage.page());
      case "/basket" -> Optional.of(BasketPage.page(basket));
      case CHECKOUT -> Optional.of(CheckoutPages.checkout(basket));
      case "/thanks" -> Optional.of(CheckoutPages.thanks(Order.of(order)));
      case "/about" -> Optional.of(TextPages.about());
      case "/shipping" -> Optional.of(TextPages.shipping());
      default -> Optional.empty();
    };
  }

  private static Basket basket(Request request) {
    return Basket.of(cookie(request, Basket.COOKIE));
  }

  private static String cookie(Request request, String name) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name) && cookie.getValue() != null) {
          return cookie.getValue();
        }
      }
    }
    return "";
  }

  private static void file(Request request, Response response, String type, byte[] content)
      throws IOException {
    response.setHeader("Cache-Control", "max-age=" + 10 * MINUTE_SECONDS);
    response.setHeader("Content-Security-Policy", "default-src 'none'");
    send(request, response, 200, type, content);
  }

  private static void send(
      Request request, Response response, int status, String type, String content)
      throws IOException {
    send(request, response, status, type, content.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(
      Request request, Response response, int status, String type, byte[] content)
      throws IOException {
    response.setStatus(status);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
    response.setContentType(type);
    response.setContentLength(content.length);
    if (!Method.HEAD.equals(request.getMethod())) {
      response.getOutputStream().write(content);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = ShopHandler.class.getResourceAsStream("/shop/" + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "/shop/" + name + " is missing on the class path: build the server anew");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("/shop/" + name + " can't be read", e);
    }
  }
}
