package dev.datalab.server.demo.site;

import java.util.stream.Collectors;

/** Shows everything there is. */
final class HomePage {
  private HomePage() {}

  static Page page() {
    String cards = Goods.ALL.stream().map(Page::card).collect(Collectors.joining());
    return new Page(
        "Things for the way up",
        """
        <section class="hero">
          <img src="/pictures/valley.svg" alt="" width="1200" height="420" />
          <div>
            <h1>Things for the way up</h1>
            <p>Sixteen of them, each the one that we take along ourselves.</p>
            <p><a class="button" href="/products/alpine-tent-2">The tent in the valley</a></p>
          </div>
        </section>
        <section>
          <h2>Everything we have</h2>
          <div class="cards">
        %s</div>
        </section>
        <section class="promises">
          <p><strong>Back within 60 days</strong>Wear it outside. If it is not right, send it back.</p>
          <p><strong>Mended for life</strong>Seams, zips and soles, by people whose names you know.</p>
          <p><strong>There in three days</strong>By bicycle in the city, by rail between cities.</p>
        </section>
        """
            .formatted(cards));
  }
}
