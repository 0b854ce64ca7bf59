package dev.datalab.server.demo.site;

/** The pages that are only read. */
final class TextPages {
  private TextPages() {}

  static Page about() {
    return new Page(
        "About us",
        """
        <section class="hero low">
          <img src="/pictures/valley.svg" alt="A valley at daybreak, with a tent" width="1200" height="420" />
        </section>
        <div class="text">
          <h1>Five people and a workshop</h1>
          <p class="lead">We sell sixteen things. Each of them has been carried up a hill by one of us, most of them down
            again.</p>
          <p>It began with a zip. Ours had broken at the foot of a long ridge, and the shop that had sold the jacket
            offered us another jacket. So we learned to change zips, then soles, then pole tips, and at some time people
            asked whether we would not sell them things that are worth mending.</p>
          <p>When something better comes along, we take it in and something else out. When you send something back to be
            mended, it comes back with a note from the one who did it.</p>
          <h2>Where the gear comes from</h2>
          <p>From eleven makers in seven countries. We visit each of them every other year, by train where there are
            rails.</p>
        </div>
        """);
  }

  static Page shipping() {
    return new Page(
        "Shipping and returns",
        """
        <div class="text">
          <h1>Shipping and returns</h1>
          <p class="lead">Shipping is free of charge, both ways.</p>
          <table>
            <thead><tr><th>To</th><th>By</th><th>There in</th></tr></thead>
            <tbody>
              <tr><td>The city</td><td>Bicycle</td><td>the same day</td></tr>
              <tr><td>The country</td><td>Rail and van</td><td>1 to 3 days</td></tr>
              <tr><td>Neighbouring countries</td><td>Rail and van</td><td>3 to 5 days</td></tr>
              <tr><td>Islands</td><td>Ferry</td><td>when the weather allows</td></tr>
            </tbody>
          </table>
          <h2>Sending it back</h2>
          <p>Within 60 days, used or not. Put it into its box, write on the note what was wrong, and leave it with your
            neighbour: whoever brings the next parcel takes it along.</p>
          <h2>Having it mended</h2>
          <p>As long as you live. Send it in clean.</p>
        </div>
        """);
  }

  static Page missing() {
    return new Page(
        "Off the path",
        """
        <section class="middle">
          <h1>You have left the path</h1>
          <p class="lead">There is nothing at this address.</p>
          <p><a class="button" href="/">Back to the shop</a></p>
        </section>
        """);
  }
}
