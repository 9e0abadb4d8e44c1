"""Files and folders, as the reader names them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsdiff.adapters.files import frontmatter, json_articles, markdown
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
    """A web page in a file. Finding the article in it is dangerous work, and for the process that does it."""

    source: str
    body: bytes


def find(path: Path) -> list[Path]:
    """The articles that a path stands for: the file itself, or those of a folder, sorted by name.

    Only the folder's own files count, not those in folders in it; hidden ones and READMEs do not.

    Raises:
        ReadError: it is a folder without articles, or there is no such path.
    """
    try:
        if not path.is_dir():
            # Whether it can be read is found out when it is.
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
    """The article in a file; several, if it is JSON with a list. A web page still has to be extracted.

    Raises:
        ReadError: there is none; the message says why, and nothing else is ever raised, whatever the file holds.
    """
    return parse(contents(path), str(path), path.suffix, name_of(path))


def parse(body: bytes, source: str, suffix: str = ".txt", name: str | None = None) -> tuple[RawArticle, ...] | HtmlFile:
    """The article in bytes, by the suffix that a file of them would have.

    Args:
        body: From a file, standard input or an address that gave plain text.
        source: For the Page.
        suffix: As `.md`; what is none of ours is taken for plain text, unless it begins like a web page.
        name: For messages, if not the source.

    Raises:
        ReadError: there is none.
    """
    name = name or clean(source, lines=False, limit=200)
    kind = suffix.lower()
    if not body.strip():
        raise ReadError(f"{name} is empty.")
    if kind in _HTML or (kind not in (*_MARKDOWN, *_JSON) and _PAGE.match(body)):
        return HtmlFile(source, body)
    text = decoded(body, name)
    if kind in _JSON:
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
