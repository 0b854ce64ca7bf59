// The sample shop's own script: the basket, the size guide, and what the shop reports to datalab of its own.
(() => {
  "use strict";

  const BASKET = "northwind_basket";
  const ORDER = "northwind_order";
  const MAX_COUNT = 99;
  const WEEK_SECONDS = 604_800;

  const find = (selector, within = document) => within.querySelector(selector);

  /** Reports an event of the shop's own, as soon as datalab's snippet is there; never, if it does not come. */
  function report(name, properties) {
    if (window.datalab) {
      window.datalab.event(name, properties);
    } else {
      find("script[data-token]")?.addEventListener("load", () => window.datalab?.event(name, properties));
    }
  }

  function readBasket() {
    const cookie = document.cookie.split("; ").find((part) => part.startsWith(`${BASKET}=`)) ?? "=";
    const parts = cookie.slice(cookie.indexOf("=") + 1).split(".");
    return new Map(parts.filter(Boolean).map((part) => [part.split("*")[0], Number(part.split("*")[1])]));
  }

  function writeBasket(basket) {
    const value = [...basket].map(([slug, count]) => `${slug}*${count}`).join(".");
    document.cookie = `${BASKET}=${value}; path=/; max-age=${WEEK_SECONDS}; samesite=lax`;
    find("#in-basket").textContent = [...basket.values()].reduce((sum, count) => sum + count, 0);
  }

  function productPage(product) {
    const { product: slug, price } = product.dataset;
    find("#add-to-basket").addEventListener("click", () => {
      const basket = readBasket();
      basket.set(slug, Math.min(MAX_COUNT, (basket.get(slug) ?? 0) + 1));
      writeBasket(basket);
      find("#said").innerHTML = 'In your basket. <a href="/basket">Look at it</a>';
      report("add_to_basket", { product: slug, price: Number(price) });
    });
    find("#size-guide").addEventListener("click", () => find("#sizes").showModal());
  }

  const euros = (amount) => `€${amount.toLocaleString("en-GB")}`;

  function basketPage(list) {
    list.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-change]");
      if (!button) {
        return;
      }
      const row = button.closest("li");
      const count = Math.min(MAX_COUNT, Number(row.dataset.count) + Number(button.dataset.change));
      const basket = readBasket();
      if (count > 0) {
        basket.set(row.dataset.product, count);
        row.dataset.count = count;
        find("output", row).textContent = count;
        find(".sum", row).textContent = euros(count * Number(row.dataset.price));
      } else {
        basket.delete(row.dataset.product);
        row.remove();
      }
      writeBasket(basket);
      const rows = [...list.children];
      const total = rows.reduce((sum, one) => sum + Number(one.dataset.count) * Number(one.dataset.price), 0);
      find("#total").textContent = euros(total);
      find("#full").hidden = rows.length === 0;
      find("#empty").hidden = rows.length > 0;
    });
  }

  /** Reports a purchase once, though the page be loaded again. */
  function thanksPage(order) {
    document.cookie = `${ORDER}=; path=/; max-age=0; samesite=lax`;
    report("purchase", { items: Number(order.dataset.items), total: Number(order.dataset.total) });
  }

  const begin = (selector, start) => {
    const element = find(selector);
    if (element) {
      start(element);
    }
  };
  begin("article[data-product]", productPage);
  begin("ul.items", basketPage);
  begin("p[data-total]", thanksPage);

  // Brought back by "Back", a page shows the basket as it was: ask for it anew.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      writeBasket(readBasket());
    }
  });
})();
