package dev.datalab.server.demo.site;

import static dev.datalab.server.demo.site.Page.text;

import java.util.List;

/** What stands around every page: the head with datalab's snippet, the way about, the foot. */
final class Frame {
  private static final List<Link> LINKS =
      List.of(
          new Link("/", "Shop"), new Link("/about", "About"), new Link("/shipping", "Shipping"));

  private record Link(String path, String name) {}

  private Frame() {}

  /**
   * A whole page.
   *
   * @param path its own path
   * @param snippet the tag that loads datalab's snippet, as the server gave it; possibly empty
   * @param inBasket how many things are in the visitor's basket
   */
  static String around(Page page, String path, String snippet, int inBasket) {
    return """
        <!DOCTYPE html>
        <html lang="en">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>%s · Northwind Outdoor</title>
            <link rel="icon" href="/pictures/logo.svg" type="image/svg+xml" />
            <link rel="stylesheet" href="/shop.css" />
            <script src="/shop.js" defer="defer"></script>
            %s
          </head>
          <body>
            <header>
              <a class="sign" href="/"><img src="/pictures/logo.svg" alt="" width="36" height="36" />Northwind Outdoor</a>
              <nav>%s<a class="basket" href="/basket"%s>Basket <b id="in-basket">%d</b></a></nav>
            </header>
            <main>
        %s
            </main>
            <footer>
              <p>A sample shop: nothing is sold here, and nothing that you type is kept.</p>
              <p>What you do on these pages is shown in datalab's dashboard.</p>
            </footer>
          </body>
        </html>
        """
        .formatted(
            text(page.title()),
            snippet,
            links(path),
            current("/basket", path),
            inBasket,
            page.main().stripTrailing());
  }

  private static String links(String path) {
    StringBuilder links = new StringBuilder();
    for (Link link : LINKS) {
      links.append(
          "<a href=\"%s\"%s>%s</a>".formatted(link.path, current(link.path, path), link.name));
    }
    return links.toString();
  }

  private static String current(String link, String path) {
    return link.equals(path) ? " aria-current=\"page\"" : "";
  }
}
