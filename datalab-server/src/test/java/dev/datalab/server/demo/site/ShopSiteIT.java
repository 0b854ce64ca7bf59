package dev.datalab.server.demo.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The sample shop, as a browser sees it. */
final class ShopSiteIT {
  private static ShopBrowser browser;

  @BeforeAll
  static void openTheShop() throws IOException {
    browser = ShopBrowser.open();
  }

  @AfterAll
  static void shutTheShop() {
    browser.close();
  }

  static Stream<String> pages() {
    return Stream.concat(
        Stream.of("/", "/basket", "/thanks", "/about", "/shipping"),
        Goods.ALL.stream().map(Product::page));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyPageIsThereAndCarriesTheSnippetAsTheServerGaveIt(String path) throws Exception {
    HttpResponse<String> page = browser.get(path);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.body()).containsOnlyOnce(ShopBrowser.TAG);
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .contains(
            "default-src 'none'; script-src 'self' http://localhost:25099; style-src 'self';"
                + " img-src 'self'; connect-src http://localhost:25099 ws://localhost:25099;"
                + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    Document document = ShopBrowser.parsed(page.body());
    assertThat(ids(document)).doesNotHaveDuplicates();
    assertThat(page.body()).doesNotContain("style=").doesNotContain("onclick");
  }

  @Test
  void everyPictureStyleAndScriptThatAPageNamesIsThere() throws Exception {
    Map<String, Integer> answers = new TreeMap<>();
    for (String path : pages().toList()) {
      Document page = browser.page(path);
      for (String address : addresses(page)) {
        if (address.startsWith("/")) {
          answers.put(address, browser.get(address).statusCode());
        }
      }
    }
    // The basket isn't empty in one of them, but for a request without it the checkout is.
    assertThat(answers).containsEntry("/checkout", 303);
    answers.remove("/checkout");
    assertThat(answers).hasSizeGreaterThan(2 * Goods.ALL.size() + 5);
    assertThat(answers.values()).containsOnly(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nowhere", "/products/", "/products/raft", "/Basket", "/products", "//"})
  void anUnknownPageIsNotFoundAndSaysSoInTheShopsOwnWords(String path) throws Exception {
    HttpResponse<String> page = browser.get(path);

    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("You have left the path").contains(ShopBrowser.TAG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/pictures/raft.svg", "/pictures/logo", "/shop.css.map", "/pictures/../shop.css"})
  void anUnknownFileIsNotFound(String path) throws Exception {
    assertThat(browser.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void theBasketOfTheCookieIsShownAndLeadsToTheCheckout() throws Exception {
    String cookie = "northwind_basket=merino-tee*2.alpine-tent-2*1";

    String basket = browser.send("GET", "/basket", cookie).body();
    Document page = ShopBrowser.parsed(basket);
    assertThat(basket).contains("Merino Tee", "€138", "Alpine Tent 2", "€567");
    assertThat(byId(page, "in-basket").getTextContent()).isEqualTo("3");
    assertThat(byId(page, "buy").getAttribute("href")).isEqualTo("/checkout");
    assertThat(byId(page, "empty").hasAttribute("hidden")).isTrue();
    assertThat(byId(page, "full").hasAttribute("hidden")).isFalse();

    HttpResponse<String> checkout = browser.send("GET", "/checkout", cookie);
    assertThat(checkout.statusCode()).isEqualTo(200);
    assertThat(checkout.body()).contains("2 × Merino Tee").contains(ShopBrowser.TAG);
  }

  @Test
  void anOrderEmptiesTheBasketAndIsThankedForOnItsOwnPage() throws Exception {
    HttpResponse<String> order =
        browser.send("POST", "/checkout", "northwind_basket=gas-stove*2.sun-hat*1");

    assertThat(order.statusCode()).isEqualTo(303);
    assertThat(order.headers().firstValue("Location")).contains("/thanks");
    List<String> cookies = order.headers().allValues("Set-Cookie");
    assertThat(cookies).anyMatch(set -> set.startsWith("northwind_basket=; Path=/; Max-Age=0;"));
    String bought =
        cookies.stream().filter(set -> set.startsWith("northwind_order=")).findFirst().orElse("");
    assertThat(bought).matches("northwind_order=\\d{5}\\*3\\*153; .*");

    String cookie = bought.substring(0, bought.indexOf(';'));
    Element thanks =
        byId(ShopBrowser.parsed(browser.send("GET", "/thanks", cookie).body()), "order");
    assertThat(thanks.getAttribute("data-items")).isEqualTo("3");
    assertThat(thanks.getAttribute("data-total")).isEqualTo("153");
    assertThat(browser.get("/thanks").body()).doesNotContain("data-total");
  }

  @Test
  void nothingIsOrderedWithAnEmptyBasket() throws Exception {
    for (String method : List.of("GET", "POST")) {
      HttpResponse<String> answer = browser.send(method, "/checkout", "");
      assertThat(answer.statusCode()).isEqualTo(303);
      assertThat(answer.headers().firstValue("Location")).contains("/basket");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "northwind_basket=",
        "northwind_basket=raft*1",
        "northwind_basket=sun-hat*0",
        "northwind_basket=sun-hat*100",
        "northwind_basket=sun-hat*-1",
        "northwind_basket=sun-hat",
        "northwind_basket=*.*.*",
        "northwind_basket=<script>*1",
        "northwind_order=1*1*1",
        "northwind_order=<b>*1*1",
        "other=merino-tee*1"
      })
  void aCookieThatMakesNoSenseIsAnEmptyBasketAndNoOrder(String cookie) throws Exception {
    String basket = browser.send("GET", "/basket", cookie).body();
    assertThat(byId(ShopBrowser.parsed(basket), "in-basket").getTextContent()).isEqualTo("0");
    assertThat(browser.send("GET", "/thanks", cookie).body()).doesNotContain("data-total");
  }

  @Test
  void aProductThatTheCookieNamesTwiceCountsOnce() throws Exception {
    String page = browser.send("GET", "/", "northwind_basket=sun-hat*2.sun-hat*3").body();
    assertThat(byId(ShopBrowser.parsed(page), "in-basket").getTextContent()).isEqualTo("2");
  }

  @Test
  void pagesAreOnlyRead() throws Exception {
    HttpResponse<String> answer = browser.send("PUT", "/about", "");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    HttpResponse<String> head = browser.send("HEAD", "/about", "");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aShopThatNobodyWatchesLetsScriptsTalkToNobody() throws Exception {
    try (ShopBrowser other = ShopBrowser.open()) {
      other.shop().carry(SnippetTag.NONE);

      HttpResponse<String> page = other.get("/");
      assertThat(page.body()).doesNotContain("data-token");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("script-src 'self'; ")
          .contains("connect-src 'none'; ");
    }
  }

  @Test
  void aPortThatIsTakenIsSaidToBe() {
    assertThatThrownBy(() -> ShopSite.open("127.0.0.1", browser.shop().port()))
        .isInstanceOf(BindException.class);
  }

  private static List<String> addresses(Document page) {
    List<String> addresses = new ArrayList<>();
    for (Element element : elements(page)) {
      addresses.add(element.getAttribute("src"));
      addresses.add(element.getAttribute("href"));
    }
    addresses.removeIf(String::isEmpty);
    return addresses;
  }

  private static List<String> ids(Document page) {
    return elements(page).stream()
        .map(element -> element.getAttribute("id"))
        .filter(id -> !id.isEmpty())
        .toList();
  }

  private static Element byId(Document page, String id) {
    return elements(page).stream()
        .filter(element -> element.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no element #" + id));
  }

  private static List<Element> elements(Document page) {
    NodeList all = page.getElementsByTagName("*");
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      elements.add((Element) all.item(i));
    }
    return elements;
  }
}
