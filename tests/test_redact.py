"""No password and no key leaves in an address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdiff.redact import SHOWN_LENGTH, public_parameters, redact_text, redact_url, without_secrets, without_user

NAMES = (
    *("key", "auth", "pass", "pw", "pwd", "sid", "sig", "session", "credential", "credentials", "jwt", "otp", "token"),
    *("secret", "passwd", "password", "api_key", "apikey", "api-key", "accessKey", "access_token", "X-Amz-Signature"),
    *("PHPSESSIONID", "userpwd", "authorization", "id_token", "key2", "client.secret"),
)
DOUBTFUL = ("code", "hash", "pin", "user", "login")
HARMLESS = ("keyword", "author", "page", "p", "passage", "turkey", "compass", "encode", "username_count", "side")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://ann:hunter2@paper.example/feed", "https://paper.example/feed"),
        ("https://ann:hun/ter2@paper.example/feed", "https://paper.example/feed"),
        ("https://paper.example:443/@ann", "https://paper.example:443/@ann"),
        ("https://paper.example/@ann", "https://paper.example/@ann"),
        ("https://paper.example/f?token=abc&page=2", "https://paper.example/f?token=…&page=2"),
        ("https://paper.example/f?access_token=abc", "https://paper.example/f?access_token=…"),
        ("https://paper.example/f?apikey=abc;api-key=d", "https://paper.example/f?apikey=…;api-key=…"),
        ("https://paper.example/f?key=abc&X-Amz-Signature=d", "https://paper.example/f?key=…&X-Amz-Signature=…"),
        ("https://paper.example/f?keyword=flood", "https://paper.example/f?keyword=flood"),
        ("https://paper.example/f#access_token=abc", "https://paper.example/f#access_token=…"),
        ("https://paper.example/f?a=1#id_token=abc", "https://paper.example/f?a=1#id_token=…"),
        ("http://a.example/\x1b]52;c;eA==\x07x", "http://a.example/x"),
        ("no address\nat all", "no address at all"),
    ],
)
def test_an_address_is_shown_without_its_secrets(url: str, shown: str) -> None:
    assert redact_url(url) == shown


def test_a_shown_address_is_short() -> None:
    assert len(redact_url("http://a.example/" + "a" * 9000)) == SHOWN_LENGTH


@given(
    st.text(alphabet=st.characters(exclude_characters="@/?#:")),
    st.text(alphabet=st.characters(exclude_characters="@/?#")),
)
def test_no_password_is_ever_shown(user: str, password: str) -> None:
    assert redact_url(f"https://{user}:{password}QQQ@paper.example/f") == "https://paper.example/f"


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://a.example/", "https://a.example/"),
        ("https://a.example/?page=2&sort=new", "https://a.example/?page=2&sort=new"),
        ("https://a.example/?token=x", "https://a.example/"),
        ("https://a.example/?a=1;api_key=x&b=2#sid=3", "https://a.example/?a=1&b=2"),
        ("https://u:p@a.example/x", "https://a.example/x"),
        (f"https://a.example/{'x' * 300}?q={'y' * 300}&password=z", f"https://a.example/{'x' * 300}?q={'y' * 300}"),
    ],
)
def test_an_address_loses_its_secrets_and_nothing_else(url: str, bare: str) -> None:
    assert without_secrets(url) == bare


@pytest.mark.parametrize("name", NAMES)
def test_what_looks_like_a_key_goes_out_nowhere(name: str) -> None:
    url = f"https://a.example/f?page=2&{name}=abc"
    assert redact_url(url) == f"https://a.example/f?page=2&{name}=…"
    assert without_secrets(url) == "https://a.example/f?page=2"
    assert public_parameters(f"page=2&{name}=abc") == "page=2"


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_may_be_the_number_of_an_article_is_masked_and_stays_in_a_link(name: str) -> None:
    assert redact_url(f"https://a.example/f?{name}=abc") == f"https://a.example/f?{name}=…"
    assert without_secrets(f"https://a.example/f?{name}=abc") == "https://a.example/f"
    assert public_parameters(f"{name}=abc") == f"{name}=abc"


@pytest.mark.parametrize("name", HARMLESS)
def test_other_parameters_stay(name: str) -> None:
    url = f"https://a.example/f?{name}=abc"
    assert redact_url(url) == without_secrets(url) == url
    assert public_parameters(f"{name}=abc") == f"{name}=abc"


@pytest.mark.parametrize("query", ["", "a", "a=1&&b=2", "a=1;b=2", "key", "a=1&token", "="])
def test_a_query_without_secrets_is_not_touched(query: str) -> None:
    assert public_parameters(query) == query


def test_an_address_loses_its_user() -> None:
    assert without_user("https://ann:hunter2@a.example:81/x?y#z") == "https://a.example:81/x?y#z"
    assert without_user("https://a.example/@ann") == "https://a.example/@ann"


def test_a_text_loses_what_its_addresses_hold() -> None:
    text = "fetch('https://ann:hunter2@a.example/f?token=abc', \"http://b.example/x?q=1\") failed? No."
    assert redact_text(text) == "fetch('https://…a.example/f?…', \"http://b.example/x?…\") failed? No."


@given(st.text(), st.sampled_from(NAMES), st.text(alphabet=st.characters(exclude_characters="&;#?")))
def test_no_value_of_a_key_is_left_whatever_stands_before_it(before: str, name: str, value: str) -> None:
    assert f"{value}QQQ" not in public_parameters(f"{before}&{name}={value}QQQ")
