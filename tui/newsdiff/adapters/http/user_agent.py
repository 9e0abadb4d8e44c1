"""What newsdiff calls itself in requests: its name, its version, and where the owner of a server can read about it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from newsdiff import __version__

_DISTRIBUTION: Final = "newsdiff"
_LABELS: Final = ("homepage", "source", "repository", "documentation")
"""The labels of well-known project URLs, the likeliest first
(https://packaging.python.org/specifications/well-known-project-urls)."""

_PUNCTUATION: Final = re.compile(r"[\W_]+")
_PAGE: Final = re.compile(r"https?://[\w.~:/?#@!$&*+,;=%-]{1,200}", re.ASCII)
"""An address that ends no comment of a header."""


@cache
def user_agent(contact: str = "") -> str:
    """The User-Agent header, `newsdiff/1.0 (+ADDRESS)`.

    It blocks for some milliseconds the first time: call it in a thread.

    Args:
        contact: A page or an e-mail address of the user's; "": the page that the metadata of the installed newsdiff
            names. Where there is none, the header has no address.
    """
    page = contact or project_page()
    return f"newsdiff/{__version__} (+{page})" if page else f"newsdiff/{__version__}"


def project_page() -> str:
    """The project's page, from the metadata of the installed newsdiff; "" if it names none."""
    # 20 ms, which only a program that fetches has to pay.
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        told = metadata(_DISTRIBUTION)
    except PackageNotFoundError:
        return ""
    pairs = (line.partition(",") for line in told.get_all("Project-URL") or ())
    pages = {_PUNCTUATION.sub("", label).casefold(): url.strip() for label, _, url in pairs}
    pages.setdefault(_LABELS[0], (told.get_all("Home-page") or [""])[0])
    return next((page for label in _LABELS if _PAGE.fullmatch(page := pages.get(label, ""))), "")
