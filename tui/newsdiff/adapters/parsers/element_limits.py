"""Limits for elements, with which a small feed would hold feedparser for seconds: it takes quadratic time for their
attributes, and 30 µs for each element, however deep.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_ATTRIBUTES: Final = 500
"""Of one element; where it has more, all are left out. Elements of real feeds have a dozen at most."""

MOST_DEPTH: Final = 500
"""Elements within one another; of deeper ones the text alone is read. Those of real feeds are ten deep, and a hundred
where HTML stands in them unescaped."""


def limit_elements(strict: Any) -> None:  # noqa: ANN401 -- a class to be changed
    """Have feedparser's handler of well-formed XML leave out what is beyond the limits. A second call does nothing."""
    if not hasattr(strict, "newsdiff_depth"):
        strict.newsdiff_depth = 0
        strict.startElementNS = _limited_start(strict.startElementNS)
        strict.endElementNS = _limited_end(strict.endElementNS)


def _limited_start(method: Callable[..., None]) -> Callable[..., None]:
    @wraps(method)
    def call(parser: Any, name: object, qname: object, attributes: Any) -> None:  # noqa: ANN401 -- of feedparser and SAX
        parser.newsdiff_depth += 1
        if parser.newsdiff_depth > MOST_DEPTH:
            return
        if len(attributes) > MOST_ATTRIBUTES:
            from xml.sax.xmlreader import AttributesNSImpl

            attributes = AttributesNSImpl({}, {})
        method(parser, name, qname, attributes)

    return call


def _limited_end(method: Callable[..., None]) -> Callable[..., None]:
    @wraps(method)
    def call(parser: Any, name: object, qname: object) -> None:  # noqa: ANN401 -- of feedparser
        parser.newsdiff_depth -= 1
        if parser.newsdiff_depth < MOST_DEPTH:
            method(parser, name, qname)

    return call
