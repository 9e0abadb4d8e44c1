"""Files and folders, as the user names them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsdiff.adapters.files import frontmatter, markdown
from newsdiff.adapters.files.read_bytes import contents, decoded, name_of, unreadable
from newsdiff.adapters.files.to_page import page
from newsdiff.core.text.normalize import clean
from newsdiff.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

    from newsdiff.core.models import RawArticle

_TEXT = (".txt", ".text")
_MARKDOWN = (".md", ".markdown")
_HTML = (".html", ".htm", ".xhtml")
_JSON = (".json",)
_ARTICLES = frozenset((*_TEXT, *_MARKDOWN, *_HTML, *_JSON))

_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,1000}>\s*){0,5}<(?:!doctype\s+html|html)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class HtmlFile:
    """A web page from a file. The article must be extracted in a sandboxed process."""

    source: str
    body: bytes


def find(path: Path) -> list[Path]:
    """The files that a path names: the file itself, or the articles in a folder, sorted by name.

    Subfolders, hidden files and READMEs are skipped.

    Raises:
        ReadError: The folder contains no articles, or the path does not exist.
    """
    try:
        if not path.is_dir():
            # Whether it can be read is checked when it is read.
            path.lstat()
            return [path]
        found = [entry for entry in path.iterdir() if _is_article(entry)]
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if not found:
        kinds = "text, Markdown, HTML or JSON"
        raise ReadError(f"There are no articles in the folder {name_of(path)}: newsdiff looks for {kinds} files in it.")
    return sorted(found, key=lambda entry: (entry.name.casefold(), entry.name))


def read(path: Path) -> tuple[RawArticle, ...] | HtmlFile:
    """The article in a file, or several from a JSON list. A web page is returned as it is, to be extracted.

    Raises:
        ReadError: There is none; the message says why. No other error is raised, whatever the file contains.
    """
    return parse(contents(path), str(path), path.suffix, name_of(path))


def parse(body: bytes, source: str, suffix: str = ".txt", name: str | None = None) -> tuple[RawArticle, ...] | HtmlFile:
    """The article in some bytes, parsed by the suffix of their file.

    Args:
        body: From a file, standard input or an address that gave plain text.
        source: For the Page.
        suffix: Such as `.md`. Unknown ones are treated as plain text, unless the body begins like a web page.
        name: For messages, if not the source.

    Raises:
        ReadError: There is none.
    """
    name = name or clean(source, lines=False, limit=200)
    kind = suffix.lower()
    if not body.strip():
        raise ReadError(f"{name} is empty.")
    if kind in _HTML or (kind not in (*_MARKDOWN, *_JSON) and _PAGE.match(body)):
        return HtmlFile(source, body)
    text = decoded(body, name)
    if kind in _JSON:
        from newsdiff.adapters.files import json_articles

        return json_articles.pages(text, source, name)
    fields, rest = frontmatter.split(text)
    title = None
    if kind in _MARKDOWN:
        if len(rest) > markdown.MAX_CHARACTERS:
            most = f"{markdown.MAX_CHARACTERS:,} characters"
            raise ReadError(f"{name} has more Markdown than newsdiff reads ({most}). Try it as a .txt file.")
        title, rest = markdown.plain(rest)
    result = page(rest, source, fields, title=title)
    if not result.text.strip():
        raise ReadError(f"{name} has no text in it.")
    return (result,)


def _is_article(path: Path) -> bool:
    name = path.name.lower()
    return path.suffix.lower() in _ARTICLES and not name.startswith((".", "readme")) and path.is_file()
