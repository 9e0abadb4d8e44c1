"""XML that is nearly well-formed, made so: what stops a strict parser costs one character, and not the feed."""

from __future__ import annotations

import re
from html.entities import html5

from newsdiff.core.text.normalize import clean

_APART = re.compile(r"<!\[CDATA\[|<!--|<\?|<!DOCTYPE")
"""What begins a part of a document that is not to be touched: in it, an ampersand is one."""
_ENDS = {"<![CDATA[": re.compile(r"\]\]>"), "<!--": re.compile("-->"), "<?": re.compile(r"\?>")}
_DOCTYPE_HEAD = re.compile(r"<!DOCTYPE[^>\[]{0,1000}")
_TAG_END = re.compile(">")
_DOCTYPE_END = re.compile(r"\]\s*>")

_REFERENCE = re.compile(r"&(?:#(?:(\d{1,20})|[xX]([0-9a-fA-F]{1,20}));?|([A-Za-z][A-Za-z0-9]{0,40});)?")
_NUMBER = re.compile(r"&#(?:(\d{1,20})|[xX]([0-9a-fA-F]{1,20}));?")
_STRAY = re.compile(r"<(?![A-Za-z_/!?])")
_DECLARED = re.compile(r"<!ENTITY\s+([\w.-]{1,60})\s")
_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))

_HALF = r"&#(?:[xX](d[{0}][0-9a-f]{{2}})|(5\d{{4}}));"
_PAIR = re.compile(_HALF.format("89ab") + _HALF.format("c-f"), re.IGNORECASE)

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
"""Characters that XML forbids, and those that act on a terminal."""

_MARKUP = re.compile(r"(<!\[CDATA\[|\]\]>|<!--|-->|<[^<>]*>)")
_VALUE = re.compile(r"(?<=[\"'])[^<>\"']+(?=[\"'])")

_UNKNOWN = "\ufffd"


def well_formed(text: str) -> str:
    """A document in which ampersands, references and characters are as XML wants them.

    A bare ampersand becomes one that is written right, a name of HTML the character that it stands for, and a reference
    to no character U+FFFD. Tags are as they were, so that it may still not be well-formed.
    """
    if "&" in text:
        text = joined_halves(text)
    own = frozenset(_DECLARED.findall(text[:100_000])) if "<!ENTITY" in text else frozenset()
    # Every second piece is one that was parted off.
    pieces = _parted(text)
    for at in range(0, len(pieces), 2):
        pieces[at] = _repaired(pieces[at], own)
    text = "".join(pieces)
    return cleaned(text) if _CONTROLS.search(text) else text


def cleaned(text: str) -> str:
    """A document in XML or HTML without what acts on a terminal (`clean`).

    Each text between tags, and each value of an attribute, is cleaned by itself: a sequence is taken out whole, and one
    without an end takes neither a tag nor what follows it.
    """
    if not _CONTROLS.search(text):
        return clean(text)
    # Every second piece is markup.
    pieces = _MARKUP.split(text)
    pieces[::2] = map(clean, pieces[::2])
    pieces[1::2] = (_CONTROLS.sub("", _VALUE.sub(lambda found: clean(found[0]), piece)) for piece in pieces[1::2])
    return "".join(pieces)


def references_repaired(html: str) -> str:
    """A piece of HTML in which references to no character are U+FFFD: parsers of HTML leave them out, or what follows
    as well.
    """
    return _NUMBER.sub(lambda found: _character(found, keep=True), joined_halves(html)) if "&#" in html else html


def joined_halves(text: str) -> str:
    """The text with the references to halves of a character (as &#xD83D;&#xDE00;) put together, as they were meant.

    XML forbids them, and a parser that keeps to it gives up the whole document.
    """
    return _PAIR.sub(_whole, text) if "&#" in text else text


def _parted(text: str) -> list[str]:
    """The text in pieces, of which every second one is not to be touched. The time is linear.

    An end that was not found once is not looked for again: a document may consist of nothing but beginnings.
    """
    pieces, done, at = [], 0, 0
    without_end: set[re.Pattern[str]] = set()
    while begin := _APART.search(text, at):
        at = inner = begin.end()
        end = _ENDS.get(begin[0])
        if end is None:
            head = _DOCTYPE_HEAD.match(text, begin.start())
            inner = head.end() if head else inner
            end = {">": _TAG_END, "[": _DOCTYPE_END}.get(text[inner : inner + 1])
        if end is None or end in without_end:
            continue
        if found := end.search(text, inner):
            at = found.end()
            pieces += [text[done : begin.start()], text[begin.start() : at]]
            done = at
        else:
            without_end.add(end)
    return [*pieces, text[done:]]


def _repaired(text: str, own: frozenset[str]) -> str:
    if "&" in text:
        text = _REFERENCE.sub(lambda found: _reference(found, own), text)
    if "<" in text:
        text = _STRAY.sub("&lt;", text)
    return text.replace("]]>", "]]&gt;")


def _reference(found: re.Match[str], own: frozenset[str]) -> str:
    name = found[3]
    if name is None:
        return _character(found, keep=False) if found[1] or found[2] else f"&amp;{found[0][1:]}"
    if name in _XML or name in own:
        return found[0]
    return html5.get(f"{name};") or f"&amp;{name};"


def _character(found: re.Match[str], *, keep: bool) -> str:
    """What a reference by number stands for; `keep`: as it stands there, where it is one."""
    number = int(found[1]) if found[1] else int(found[2], 16)
    if number > 0x10FFFF or 0xD800 <= number < 0xE000 or number in (0, 0xFFFE, 0xFFFF):
        return _UNKNOWN
    if 0x80 <= number < 0xA0:
        # Numbers of windows-1252, as browsers take them (https://html.spec.whatwg.org/#numeric-character-reference-end-state).
        return bytes((number,)).decode("cp1252", "replace")
    if number < 0x20 and number not in (9, 10, 13):
        return found[0] if keep else chr(number)
    return found[0] if found[0].endswith(";") else f"{found[0]};"


def _whole(pair: re.Match[str]) -> str:
    high, low = (int(pair[n], 16) if pair[n] else int(pair[n + 1]) for n in (1, 3))
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return pair[0]
    return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)
