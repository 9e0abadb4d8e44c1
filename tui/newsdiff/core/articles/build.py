"""Makes articles: the raw text from a file or an address, cleaned, without boilerplate, split into sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from newsdiff.core.articles import boilerplate, metadata
from newsdiff.core.models import Article, Removed, Sentence
from newsdiff.core.text.language_id import DETECTED, detect, language_code
from newsdiff.core.text.normalize import clean, fold, is_cjk, shorten
from newsdiff.core.text.paragraphs import SHORTEST_PROSE, paragraphs, reads_as_heading
from newsdiff.core.text.sentences import split_paragraphs
from newsdiff.core.text.strip_markup import strip_markup
from newsdiff.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.models import RawArticle
    from newsdiff.core.text.paragraphs import Paragraph

MAX_SENTENCES: Final = 2000
"""Sentences in an article, headings included: ten times a long article. More is a book, a log or a list."""
MAX_CHARACTERS: Final = 1_000_000
"""Characters in an article before it is cleaned."""
MAX_LINES: Final = 5 * MAX_SENTENCES
"""Lines in an article before boilerplate is removed."""
LONGEST_TITLE: Final = 300
"""Characters of a title."""
TITLE_REPEATED: Final = "repeats the title"

_LONGEST_FIRST_LINE: Final = 150
_LONGEST_MADE_TITLE: Final = 90
_LONGEST_SOURCE: Final = 200
_TITLE_LINES: Final = 3
_KICKER_WORDS: Final = 2

_MARK: Final = re.compile(r"\A(?:#{1,6}|-) ")
_SPACES: Final = re.compile(r"[^\S\u00a0\u202f\u3000]+|\s{2,}")
_BROKEN_WORD: Final = re.compile(r"(?<=[^\W\d_]-)\n\s*(?=[a-zà-ÿ])")
_WORD: Final = re.compile(r"\w")
_WORDS: Final = re.compile(r"\w+")
_SINGLE: Final = re.compile(r"[\n\t]")
_EDGES: Final = re.compile(r"^[\W_]+|[\W_]+$")
_STOPPED: Final = re.compile(r"[^\W_]{3}[.。]\Z")
_SUFFIX: Final = re.compile(r"\W*\s+[|·-]+\s+\S")
_NAMED: Final = re.compile(r"(.*\S)\s+[|·–—-]\s+(\S.*)")


def article(page: RawArticle) -> Article:
    """Make an article.

    Args:
        page: Its raw text and what is known about it. If it is split into sentences already, these keep their number
            and order, and only harmful characters are removed from them.

    Raises:
        ReadError: It has no text, or more than `MAX_CHARACTERS`, `MAX_LINES` or `MAX_SENTENCES`.
    """
    source = _source(page)
    size = len(page.text) if page.sentences is None else sum(map(len, page.sentences))
    if size > MAX_CHARACTERS:
        raise ReadError(f"{source} holds {size:,} characters, and an article may have {MAX_CHARACTERS:,} at most.")
    made = _from_text(page) if page.sentences is None else _from_sentences(page, page.sentences)
    if not any(_WORD.search(sentence.text) for sentence in made.sentences if not sentence.heading):
        raise ReadError(f"{source} holds no text that could be read as an article.")
    if len(made.sentences) > MAX_SENTENCES:
        count = f"{len(made.sentences):,} sentences, and an article may have {MAX_SENTENCES:,} at most."
        raise ReadError(f"{source} holds {count}")
    return made


def headline_article(page: RawArticle) -> Article:
    """Make an article whose one sentence is its headline, for an outlet whose text cannot be had.

    Raises:
        ReadError: It has no title either.
    """
    title = _given_title(page)
    titled = article(replace(page, text="", sentences=(title,)))
    # The name of the outlet after a headline is none of its words.
    return article(replace(page, text="", sentences=(titled.title,))) if titled.title != title else titled


def _from_text(page: RawArticle) -> Article:
    """An article from a text that is not split yet."""
    kept, removed = boilerplate.remove_boilerplate(_lines(page))
    title, lines, moved = _headline(page, kept)
    text, found = _laid_out(lines)
    language = _language(page, text)
    sentences = split_paragraphs(text, found, language)
    lede = next((sentence.text for sentence in sentences if not sentence.heading), "")
    return _made(page, title, text, sentences, (*moved, *removed), language, lede)


def _from_sentences(page: RawArticle, given: Sequence[str]) -> Article:
    """An article from sentences: each becomes a line and a paragraph; empty ones are kept."""
    kept = [_SINGLE.sub(" ", clean(sentence)) for sentence in given]
    sentences, at = [], 0
    for number, sentence in enumerate(kept):
        sentences.append(Sentence(sentence, at, at + len(sentence), number))
        at += len(sentence) + 1
    text = "\n".join(kept)
    first = next((sentence.strip() for sentence in kept if _WORD.search(sentence)), "")
    return _made(page, _given_title(page), text, tuple(sentences), (), _language(page, text), first)


def _source(page: RawArticle) -> str:
    """The file or address, for messages."""
    return clean(page.source, lines=False, limit=_LONGEST_SOURCE) or "The text"


def _made(
    page: RawArticle,
    title: str,
    text: str,
    sentences: tuple[Sentence, ...],
    removed: tuple[Removed, ...],
    language: str,
    lede: str,
) -> Article:
    """The article, with outlet, time and address from its text and its page."""
    url = metadata.address(page)
    outlet, named = metadata.outlet(page, url, removed, lede)
    published, day_only = metadata.published(page, removed, lede)
    return Article(
        outlet=outlet,
        title=_without_outlet(title, outlet) or _made_title(lede),
        text=text,
        sentences=sentences,
        source=_source(page),
        published=published,
        day_only=day_only,
        url=url,
        language=language,
        removed=removed,
        sample=page.sample,
        named=named,
    )


def _lines(page: RawArticle) -> list[str]:
    """The paragraphs of the text, cleaned, each on one line, headings and list items with their marks."""
    text = clean(strip_markup(page.text))
    found = paragraphs(text)
    if len(found) > MAX_LINES:
        raise ReadError(f"{_source(page)} holds {len(found):,} lines, and an article may have {MAX_LINES:,} at most.")
    lines = []
    for paragraph in found:
        line = _SPACES.sub(" ", _BROKEN_WORD.sub("", text[paragraph.start : paragraph.end]))
        mark = paragraph.mark if paragraph.mark.startswith("#") else "-" if paragraph.mark else ""
        lines.append(f"{mark} {line}" if mark else line)
    return lines


def _laid_out(lines: Sequence[str]) -> tuple[str, list[Paragraph]]:
    """The text of an article from its lines, without marks, and its paragraphs."""
    marked = "\n\n".join(lines)
    pieces, found, at = [], [], 0
    for paragraph in paragraphs(marked):
        piece = marked[paragraph.start : paragraph.end]
        pieces.append(piece)
        found.append(replace(paragraph, start=at, end=at + len(piece), mark=""))
        at += len(piece) + len("\n\n")
    return "\n\n".join(pieces), found


def _given_title(page: RawArticle) -> str:
    """The title that the page declares, or ""."""
    return clean(strip_markup(page.title or "").lstrip("# "), lines=False, limit=LONGEST_TITLE)


def _headline(page: RawArticle, lines: Sequence[str]) -> tuple[str, list[str], tuple[Removed, ...]]:
    """The title, or "" if there is none; the lines without it; and what was removed with it."""
    bare = [_MARK.sub("", line) for line in lines]
    title = _given_title(page)
    if title:
        for i, line in enumerate(bare[:_TITLE_LINES]):
            if len(lines) > 1 and _same_title(title, line):
                return title, [*lines[:i], *lines[i + 1 :]], (Removed(line, TITLE_REPEATED),)
        return title, list(lines), ()
    head = list(takewhile(lambda i: _may_be_title(lines[i]), range(min(len(lines), _TITLE_LINES))))
    marked = [i for i in head if lines[i].startswith("#")]
    prose = bare[len(head)] if len(head) < len(lines) else ""
    long = len(prose) >= SHORTEST_PROSE or is_cjk(prose)
    if not marked and not (head and long and len(prose) > len(bare[0])):
        return "", list(lines), ()
    # One or two words above the title are the name of a section.
    at = marked[0] if marked else int(len(head) > 1 and len(bare[0].split()) <= _KICKER_WORDS)
    above = tuple(Removed(line, boilerplate.BOILERPLATE) for line in bare[:at])
    return clean(bare[at], lines=False, limit=LONGEST_TITLE), list(lines[at + 1 :]), above


def _made_title(lede: str) -> str:
    """A title from the first sentence, for a text without one."""
    first = metadata.without_dateline(lede)
    return shorten(first[:-1] if _STOPPED.search(first) else first, _LONGEST_MADE_TITLE)


def _may_be_title(line: str) -> bool:
    """Whether one of the first lines of a text may be its title."""
    return line.startswith("#") or reads_as_heading(line, _LONGEST_FIRST_LINE)


def _same_title(one: str, other: str) -> bool:
    """Whether two lines are the same title, of which one may have the name of the outlet after it."""
    short, long = sorted((_EDGES.sub("", fold(one)), _EDGES.sub("", fold(other))), key=len)
    if not short or _WORDS.findall(short) == _WORDS.findall(long):
        return bool(short)
    return long.startswith(short) and _SUFFIX.match(long, len(short)) is not None


def _without_outlet(title: str, outlet: str) -> str:
    """The title without the name of the outlet after it."""
    named = _NAMED.fullmatch(title)
    return named[1] if named and fold(named[2]) == fold(outlet) else title


def _language(page: RawArticle, text: str) -> str:
    """The language of the text, or if it cannot be identified, the one that the page declares, which is often wrong."""
    found, given = detect(text), language_code(page.language or "")
    return found if found and (not given or given in DETECTED) else given
