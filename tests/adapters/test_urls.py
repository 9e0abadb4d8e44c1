"""Which addresses are opened, how they are shown, and which hosts are private."""

from __future__ import annotations

import contextlib
import unicodedata
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.adapters import urls
from newsdiff.adapters.urls import (
    AddressError,
    is_address,
    is_private_host,
    is_public,
    joined,
    origin,
    safe,
)


@pytest.mark.parametrize(
    ("given_", "written"),
    [
        ("http://paper.example", "http://paper.example/"),
        ("  https://paper.example/a \n", "https://paper.example/a"),
        ("HTTPS://Paper.Example:443/A?b=C#d", "https://paper.example/A?b=C#d"),
        ("http://paper.example:80", "http://paper.example/"),
        ("http://paper.example:8080/x", "http://paper.example:8080/x"),
        ("https://user:p%40ss@paper.example/", "https://user:p%40ss@paper.example/"),
        ("https://paper.example/café/%C3%A9?q=ü", "https://paper.example/caf%C3%A9/%C3%A9?q=%C3%BC"),
        ("http://a.example/';touch", "http://a.example/%27;touch"),
        ('http://a.example/"<>`|\\{}^', "http://a.example/%22%3C%3E%60%7C%5C%7B%7D%5E"),
        ("http://a.example/\u202egnp.exe", "http://a.example/%E2%80%AEgnp.exe"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://аpple.example/", "https://xn--pple-43d.example/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://127.1/", "http://127.0.0.1/"),
        ("http://0177.0.0.1/", "http://127.0.0.1/"),
        ("http://0/", "http://0.0.0.0/"),
        ("http://127.0.0.1./", "http://127.0.0.1/"),
        ("http://１２７.０.０.１/", "http://127.0.0.1/"),
        ("http://[0:0::0:1]:81/", "http://[::1]:81/"),
        ("http://foo_bar.example/", "http://foo_bar.example/"),
        ("http://localhost:8000/x", "http://localhost:8000/x"),
    ],
)
def test_an_address_is_written_so_that_it_shows_where_it_leads(given_: str, written: str) -> None:
    assert safe(given_) == written


@pytest.mark.parametrize(
    "bad",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "data:text/html,hi",
        "--help",
        "-x http://a",
        "",
        "paper.example/a",
        "//paper.example/a",
        "http:",
        "http://",
        "http:///path",
        "http://@/",
        "http://a b.example/",
        "http://a.example/x y",
        "http://a.example/\nHost: b",
        "http://a.example/\tb",
        "http://a.example/\x1b[31m",
        "http://a.example/\x9d52",
        "http://a.example/\ud800",
        "http://[::1/",
        "http://[fe80::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://a.example:99999/",
        "http://a.example:0/",
        "http://a.example:x/",
        "http://a..example/",
        "http://.example/",
        "http://-a.example/",
        "http://good.example\\@evil.example/",
        "http://%31%32%37.0.0.1/",
        "http://1.2.3.4.5/",
        "http://256.256.256.256/",
        "http://evil.example.0x7g1.1/",
        "http://a\u200db.example/",
        "http://" + "a" * 64 + ".example/",
        "http://a.example/" + "a" * 9000,
    ],
)
def test_what_is_no_web_address_is_refused_in_one_clean_line(bad: str) -> None:
    with pytest.raises(AddressError) as caught:
        safe(bad)
    message = str(caught.value)
    assert message.endswith(".")
    assert not [char for char in message if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}]
    assert len(message) < 400


@given(st.text())
def test_any_text_is_refused_or_written_as_plain_ascii(text: str) -> None:
    for candidate in (text, f"http://{text}", f"https://a.example/{text}", f"http://a.example?{text}"):
        try:
            written = safe(candidate)
        except AddressError:
            continue
        assert written.isascii()
        assert written.isprintable()
        assert not set(written) & set(" '\"<>`\\")
        assert safe(written) == written
        assert urlsplit(written).scheme in {"http", "https"}
        assert urls.host(written)


@pytest.mark.parametrize(
    ("base", "target", "where"),
    [
        ("http://a.example/x/y?z", "w", "http://a.example/x/w"),
        ("http://a.example/x", "//b.example/y", "http://b.example/y"),
        ("http://a.example/x", "/two words", "http://a.example/two%20words"),
        ("http://a.example/x", "/caf\udcc3\udca9", "http://a.example/caf%C3%A9"),
        ("http://a.example/x", "https://b.example/?q=a'b", "https://b.example/?q=a%27b"),
        ("http://a.example/x", "?page=2", "http://a.example/x?page=2"),
    ],
)
def test_a_link_leads_on_from_its_page(base: str, target: str, where: str) -> None:
    assert joined(base, target) == where


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "http://[::1/", "http://a.example/\x00", "/\r\nx", "mailto:a@b.example"]
)
def test_a_link_to_elsewhere_is_refused(target: str) -> None:
    with pytest.raises(AddressError):
        joined("http://a.example/", target)


@given(st.text())
def test_any_link_is_refused_or_followed_on_the_web(target: str) -> None:
    with contextlib.suppress(AddressError):
        assert joined("http://a.example/x", target).startswith(("http://", "https://"))


PRIVATE = (
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.0.8",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "192.88.99.1",
    "::1",
    "::",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12::1",
    "fec0::1",
    "ff02::1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "::ffff:0:127.0.0.1",
    "::ffff:0:8.8.8.8",
    "2002:7f00:1::",
    "2002:808:808::",
    "2001:db8::1",
    "2001::1",
    "3fff::1",
    "5f00::1",
)


@pytest.mark.parametrize("ip", PRIVATE)
def test_an_ip_address_that_is_not_everyones_is_private(ip: str) -> None:
    assert not is_public(ip)
    assert is_private_host(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_an_ip_address_on_the_open_net_is_public(ip: str) -> None:
    assert is_public(ip)
    assert not is_private_host(ip)


def test_names_that_only_a_local_network_knows_are_private() -> None:
    assert [
        name
        for name in ("localhost", "nas", "printer.local", "a.localhost.", "db.internal")
        if not is_private_host(name)
    ] == []
    assert not is_private_host("paper.example")


def test_words_with_a_scheme_are_addresses_and_others_are_names() -> None:
    assert [text for text in ("http://a", "HTTPS://a", "ftp://a", " gopher://x") if not is_address(text)] == []
    assert [text for text in ("a.txt", "/home/a", "C:\\a", "http:", "paper.example/a") if is_address(text)] == []


def test_an_origin_is_scheme_host_and_port() -> None:
    assert origin("https://u:p@a.example/x") == ("https", "a.example", 443)
    assert origin("http://a.example:81/") != origin("http://a.example/")
