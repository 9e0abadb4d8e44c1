"""Reads articles from JSON: one object, or a list of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newsdiff.adapters.files.to_page import page
from newsdiff.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsdiff.core.models import RawArticle

_TEXTS = ("outlet", "title", "date", "url", "language", "text")


def pages(text: str, source: str, name: str) -> tuple[RawArticle, ...]:
    """The articles in a JSON text: `{"outlet", "title", "date", "url", "language", "text"}`; only `text` is needed.

    Instead of `text`, `sentences` may hold a list of texts, which are not split further.

    Raises:
        ReadError: It is not JSON, or has a wrong key or value; the message names the key.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise ReadError(f"{name} is not valid JSON: line {error.lineno}, column {error.colno}.") from error
    except (ValueError, RecursionError) as error:
        raise ReadError(
            f"{name} is not JSON that newsdiff can read: it is nested too deep, or has too long numbers."
        ) from error
    if not isinstance(data, list):
        return (_page(data, source, name),)
    if not data:
        raise ReadError(f"{name} has no articles in it: its list is empty.")
    return tuple(_page(item, source, f"{name}, article {number},") for number, item in enumerate(data, start=1))


def _page(data: object, source: str, name: str) -> RawArticle:
    if not isinstance(data, dict):
        raise ReadError(f"{name} must be an object with the keys of an article, and is {_kind(data)}.")
    given = {key: value for key, value in data.items() if value is not None}
    for key in _TEXTS:
        if not isinstance(given.get(key, ""), str):
            raise ReadError(f'{name} is wrong at "{key}": it must be text, and is {_kind(given[key])}.')
    sentences = _sentences(given, name)
    if sentences is None and not given.get("text", "").strip():
        raise ReadError(f'{name} has no text: it needs "text", or "sentences" as a list of texts.')
    text = _whole(given.get("text") or "\n\n".join(sentences or ()))
    fields = {key: _whole(given[key]) for key in _TEXTS if key in given}
    return page(text, source, {**fields, "sample": str(given.get("sample") is True)}, sentences=sentences)


def _sentences(given: Mapping[str, Any], name: str) -> tuple[str, ...] | None:
    sentences = given.get("sentences")
    if sentences is None:
        return None
    if not isinstance(sentences, list):
        raise ReadError(f'{name} is wrong at "sentences": it must be a list of texts, and is {_kind(sentences)}.')
    for number, sentence in enumerate(sentences, start=1):
        if not isinstance(sentence, str):
            raise ReadError(f'{name} is wrong at "sentences": number {number} must be text, and is {_kind(sentence)}.')
    if not any(sentence.strip() for sentence in sentences):
        raise ReadError(f'{name} is wrong at "sentences": there is no text in them.')
    return tuple(map(_whole, sentences))


def _whole(text: str) -> str:
    """The text without lone surrogates, which JSON can escape but UTF-8 cannot encode."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
    return "an object"
