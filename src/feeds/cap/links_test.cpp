#include "feeds/cap/links.h"

#include <doctest/doctest.h>

using voorzien::feeds::cap::links_behind;
using voorzien::feeds::cap::links_max;
using Found = std::vector<std::string>;

TEST_CASE("links_of_the_type_of_cap_are_taken_each_once") {
  CHECK(
      links_behind(
          "<feed xmlns='http://www.w3.org/2005/Atom'><link href='https://a/self' type='application/cap+xml'/>"
          "<entry><link href='https://a/1' type='application/cap+xml'/><link href='https://a/page'/></entry>"
          "<entry><link href='https://a/1' type='application/cap+xml'/></entry>"
          "<entry><link href='https://a/2' type='application/cap+xml'/></entry></feed>") ==
      Found{"https://a/1", "https://a/2"});
}

TEST_CASE("without_such_a_type_what_the_items_link_to_is_taken") {
  CHECK(links_behind("<rss><channel><link>https://a/</link><item><link> https://a/1.xml </link></item>"
                     "<item><link>ftp://a/2.xml</link></item></channel></rss>") == Found{"https://a/1.xml"});
  CHECK(links_behind("<feed><entry><link href='https://a/1' rel='alternate'/>"
                     "<link href='https://a/img' type='image/png'/><link href='https://a/r' "
                     "rel='related'/></entry></feed>") == Found{"https://a/1"});
}

TEST_CASE("an_alert_that_is_in_the_feed_is_not_fetched_and_other_bytes_have_no_links") {
  CHECK(links_behind("<feed><entry><link href='https://a/1'/><content><alert/></content></entry></feed>")
            .empty());
  for (const char* bytes : {"", "<html></html>", "<feed><entry><link href='https://a/1'/>", "{}"})
    CHECK(links_behind(bytes).empty());
  std::string many = "<rss><channel>";
  for (std::size_t i = 0; i < links_max + 9; ++i)
    many += "<item><link>https://a/" + std::to_string(i) + "</link></item>";
  CHECK(links_behind(many + "</channel></rss>").size() == links_max);
}
