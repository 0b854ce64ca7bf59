package dev.datalab.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class IssuedTokenTest {
  private static final IssuedToken TOKEN =
      new IssuedToken(
          "app",
          "a.b.c",
          "<script async src=\"http://localhost:8080/datalab.js\" data-token=\"a.b.c\"></script>");

  @Test
  void theTagIsAsTheServerGaveItWhileTheServerIsWhereItWas() {
    assertThat(TOKEN.tag("http://localhost:8080").html()).isEqualTo(TOKEN.snippet());
  }

  @Test
  void theTagFollowsTheServerToAnotherAddress() {
    assertThat(TOKEN.tag("https://data.example/$1").html())
        .isEqualTo(
            "<script async src=\"https://data.example/$1/datalab.js\" data-token=\"a.b.c\"></script>");
  }

  @Test
  void theTextIsNotPrinted() {
    assertThat(TOKEN).asString().doesNotContain("a.b.c");
  }
}
