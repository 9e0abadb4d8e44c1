"""Small feeds that would take seconds: what is beyond every real feed is left out of them, and the rest is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.xmlreader import AttributesNSImpl

from newsdiff.adapters.parsers.element_limits import MOST_ATTRIBUTES, MOST_DEPTH
from newsdiff.adapters.parsers.feedparser_setup import feedparser
from newsdiff.adapters.parsers.feeds import feed

if TYPE_CHECKING:
    import pytest

BEFORE = "<rss version='2.0'><channel><title>Quay</title><item><title>a</title><guid>1</guid></item>"
AFTER = "<item><title>b</title><guid>2</guid></item></channel></rss>"
URL = "https://hosted.example/feeds/quay.xml"


def titles(inside: str) -> list[str]:
    found = feed(f"{BEFORE}{inside}{AFTER}".encode(), {"url": URL, "charset": None, "limit": 100})
    return [entry["title"] for entry in found["entries"]]


def test_an_element_with_attributes_beyond_reason_is_read_without_them(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, get = [], AttributesNSImpl.getValueByQName

    def counted(attributes: AttributesNSImpl, name: str) -> str:
        asked.append(name)
        return get(attributes, name)

    monkeypatch.setattr(AttributesNSImpl, "getValueByQName", counted)
    many = " ".join(f"a{number}='1'" for number in range(MOST_ATTRIBUTES + 1))
    assert titles(f"<item><title {many}>many</title><guid>3</guid></item>") == ["a", "many", "b"]
    # Each is looked for among all of them.
    assert len(asked) < MOST_ATTRIBUTES


def test_an_element_with_many_attributes_keeps_them() -> None:
    some = " ".join(f"a{number}='1'" for number in range(MOST_ATTRIBUTES - 1))
    linked = f"<item><title>linked</title><enclosure {some} url='https://hosted.example/a.mp3'/></item>"
    found = feed(f"{BEFORE}{linked}{AFTER}".encode(), {"url": URL, "charset": None, "limit": 100})
    assert "a.mp3" in str(found["entries"][1])


def test_elements_within_one_another_beyond_reason_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    feedparser()
    from feedparser import mixin

    begun: list[str] = []
    parser: Any = mixin._FeedParserMixin
    start = parser.unknown_starttag

    def counted(parser: object, tag: str, attributes: object) -> None:
        begun.append(tag)
        start(parser, tag, attributes)

    monkeypatch.setattr(parser, "unknown_starttag", counted)
    deep = MOST_DEPTH * 3
    assert titles(f"<item><title>c</title><guid>3</guid>{'<x>' * deep}{'</x>' * deep}</item>") == ["a", "c", "b"]
    assert 0 < begun.count("x") <= MOST_DEPTH
