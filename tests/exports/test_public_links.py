"""Addresses that a document may carry."""

from __future__ import annotations

import pytest

from newsdiff.exports.public_links import link, source


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.example/b?c=d&e=f#g", "https://a.example/b?c=d&e=f#g"),
        ("http://a.example:8080", "http://a.example:8080"),
        ("HTTPS://A.example/", "https://a.example/"),
        ("https://user:secret@a.example/", "https://a.example/"),
        ("https://a.example/?token=abc&page=2&api_key=x", "https://a.example/?page=2"),
        ("https://a.example/a#access_token=abc&part=2", "https://a.example/a#part=2"),
        ("https://a.example/a#access_token=abc", "https://a.example/a"),
        ("https://a.example/?code=123&pass=abc", "https://a.example/?code=123"),
        ("https://a.example/?author=kim&keyword=rain", "https://a.example/?author=kim&keyword=rain"),
        ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
        ("https://a.example/a b", "https://a.example/a%20b"),
        ("https://[::1]/x", "https://[::1]/x"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("ftp://a.example/", None),
        ("--help", None),
        ("https://", None),
        ("https://a b.example/", None),
        ("https://[::1/", None),
        ("https://a.example:port/", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_pass_and_without_secrets(url: str | None, written: str | None) -> None:
    assert link(url) == written


@pytest.mark.parametrize(
    ("place", "written"),
    [
        ("articles/one.txt", "articles/one.txt"),
        ("od\x1b[31md.txt", "odd.txt"),
        ("https://user:secret@a.example/x", "https://a.example/x"),
        ("gopher://a.example/", ""),
    ],
)
def test_a_source_is_told_without_secrets_or_controls(place: str, written: str) -> None:
    assert source(place) == written
