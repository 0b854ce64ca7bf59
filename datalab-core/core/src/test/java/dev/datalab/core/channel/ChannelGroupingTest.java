package dev.datalab.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datalab.core.event.Dimensions;
import dev.datalab.core.event.Dimensions.Utm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelGroupingTest {
  @ParameterizedTest(name = "source {0}, medium {1}, campaign {2}: {3}")
  @CsvSource({
    "(direct), (none), '', Direct",
    "google, cpc, spring cross-network, Cross-network",
    "ebay, cpc, '', Paid Shopping",
    "example, ppc, winter-shopping, Paid Shopping",
    "google, cpc, '', Paid Search",
    "Bing, PPC, '', Paid Search",
    "facebook, paid_social, '', Paid Social",
    "youtube.com, paid, '', Paid Video",
    "example, banner, '', Display",
    "example, retargeting, '', Paid Other",
    "amazon, '', '', Organic Shopping",
    "example, '', my shop week, Organic Shopping",
    "example, link, eshop, Organic Shopping",
    "example, link, workshop, Referral",
    "instagram, '', '', Organic Social",
    "example, social-media, '', Organic Social",
    "vimeo, '', '', Organic Video",
    "example, product-video, '', Organic Video",
    "example, organic, '', Organic Search",
    "duckduckgo, '', '', Organic Search",
    "newsletter, email, '', Email",
    "e-mail, '', '', Email",
    "example, affiliate, '', Affiliates",
    "example, referral, '', Referral",
    "example, audio, '', Audio",
    "sms, '', '', SMS",
    "example, sms, '', SMS",
    "example, webpush, '', Mobile Push Notifications",
    "firebase, '', '', Mobile Push Notifications",
    "example, whatever, '', Unassigned"
  })
  void parametersTellTheChannel(String source, String medium, String campaign, String channel) {
    assertThat(channel("", new Utm(source, medium, campaign, "", ""))).isEqualTo(channel);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "'', Direct",
    "https://shop.example/basket, Direct",
    "https://www.shop.example/, Direct",
    "https://notshop.example/, Referral",
    "https://www.google.com/, Organic Search",
    "https://www.google.co.uk/search?q=x, Organic Search",
    "https://google.evil.example.org/, Referral",
    "google.de, Organic Search",
    "https://duckduckgo.com/, Organic Search",
    "https://l.facebook.com/l.php, Organic Social",
    "https://t.co/abc, Organic Social",
    "https://m.youtube.com/watch, Organic Video",
    "https://www.amazon.de/dp/1, Organic Shopping",
    "https://blog.example/post, Referral"
  })
  void withoutParametersTheReferrerTells(String referrer, String channel) {
    assertThat(channel(referrer, Utm.NONE)).isEqualTo(channel);
  }

  @Test
  void parametersGoBeforeTheReferrer() {
    assertThat(channel("https://www.google.com/", new Utm("news", "email", "", "", "")))
        .isEqualTo("Email");
    assertThat(channel("https://www.google.com/", new Utm("", "cpc", "", "", "")))
        .isEqualTo("Paid Search");
  }

  private static String channel(String referrer, Utm utm) {
    return ChannelGrouping.channelOf(
            new Dimensions(referrer, "", "", "", "", "", utm), "https://shop.example")
        .label();
  }
}
