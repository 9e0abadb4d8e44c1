"""The encoding of a page or a feed."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise

from newsdiff.core.text.byte_order_marks import BYTE_ORDER_MARKS

_HEAD = 4096
"""Bytes in which the declared encoding of a page is looked for. The HTML standard says 1024, but many pages declare it
later."""

_DECLARED = re.compile(
    rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{1,40})",
    re.IGNORECASE,
)

_SEVEN_BITS = frozenset(("hz", "iso2022_jp"))
"""Encodings whose every text is valid ASCII, and so valid UTF-8."""

_WIDE = _SEVEN_BITS.union(
    ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"),
    ("gb2312", "gbk", "gb18030", "big5", "big5hkscs", "euc_jp", "shift_jis", "cp932", "euc_kr", "cp949", "johab"),
)
"""Encodings with characters of several bytes. Text in another encoding seldom fits one of them to its last byte."""

_KNOWN = _WIDE.union(
    ("utf-8", "ascii", "koi8-r", "koi8-u", "koi8-t", "kz1048", "tis-620", "ptcp154", "hp-roman8"),
    (f"mac-{name}" for name in ("roman", "cyrillic", "latin2", "greek", "turkish", "iceland", "croatian", "romanian")),
    (f"iso8859-{part}" for part in range(1, 17) if part != 12),
    (f"cp{page}" for page in range(1250, 1259)),
    (f"cp{page}" for page in (437, 720, 737, 775, 850, 852, 855, 857, 858, *range(860, 867), 869, 874, 1125)),
)
"""Python's names for what pages and feeds are written in (https://encoding.spec.whatwg.org/, and the code pages of
DOS, which old programs still write). Its other codecs are not for text from strangers."""

_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
"""Declared encoding -> the one that browsers use instead (same standard)."""

_ISO = re.compile(r"iso[-_ ]?8859[-_ ]?(\d{1,2})(?:[-_ ]?[ei])?(?::\d{4})?")
_PAGE = re.compile(r"(?:windows|win|cp|ms|ibm|dos)[-_ ]?(\d{3,5}|31j)")
_OF_PAGE = {"31j": "cp932", "932": "cp932", "936": "gbk", "949": "cp949", "950": "big5", "65001": "utf-8"}
_ALIASES = {
    **dict.fromkeys(("utf8mb4", "utf-8n", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8"), "utf-8"),
    **dict.fromkeys(("unicode", "ucs-2", "csunicode", "iso-10646-ucs-2", "unicodefeff"), "utf-16-le"),
    **dict.fromkeys(("logical", "visual", "csiso88598e", "csiso88598i"), "iso8859-8"),
    **dict.fromkeys(("csgb2312", "gb_2312", "gb_2312-80", "gbk2312"), "gbk"),
    **dict.fromkeys(("cseuckr", "csksc56011987", "iso-ir-149", "ks_c_5601-1989", "ksc_5601"), "cp949"),
    **dict.fromkeys(("csmacintosh", "mac"), "mac-roman"),
    **dict.fromkeys(("mac-ukrainian", "mac-cyrillic"), "mac-cyrillic"),
    **dict.fromkeys(("koi", "koi8"), "koi8-r"),
    **dict.fromkeys(("ansi", "iso-latin-1"), "cp1252"),
    "unicodefffe": "utf-16-be",
    "koi8-ru": "koi8-u",
    "sun_eu_greek": "iso8859-7",
    "csisolatin9": "iso8859-15",
    "cn-big5": "big5",
    "x-big5": "big5",
    "cseucpkdfmtjapanese": "euc_jp",
}
"""Names of encodings that Python does not know, without "x-" (https://encoding.spec.whatwg.org/#names-and-labels, and
what databases and editors call them)."""

_BY_DEFAULT = frozenset(("ascii", "iso8859-1", "cp1252"))
"""What servers and programs claim of every text, whatever it is in. Such a claim fits nearly any bytes."""

_SURE = 8
"""So many characters outside ASCII in valid UTF-8 are not there by chance, whatever is claimed."""

_STRAYS = "newsdiff.strays"
"""How single bytes in damaged UTF-8 are read (`_stray`)."""

_SIGNS = frozenset((0x80, 0x85, *range(0x91, 0x98)))
"""Signs of windows-1252 that stand in every English text: the euro, the ellipsis, quotes, the bullet and dashes."""

_UNKNOWN = "\ufffd"

_SAMPLE = 2**15
"""Bytes outside ASCII that are looked at where the encoding has to be guessed: 0.1 s."""


def decoded(body: bytes, header: str | None) -> str:
    """The text of a page or a feed: by its byte order mark, then by what fits of UTF-8, of what it says itself, and of
    what the header says, and then by trial.
    """
    for mark, name in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    claims = _claims(body, header)
    if utf8 := _as_utf8(body, claims):
        return utf8
    for name in claims:
        if name in _BY_DEFAULT and (guess := _guess(body, wide=not _in_another_script(body))):
            return body.decode(guess, "replace")
        try:
            return body.decode(_WIDER.get(name, name))
        except UnicodeDecodeError:
            continue
    if _is_damaged_utf8(body, claimed="utf-8" in claims):
        return body.decode("utf-8", _STRAYS)
    # Nothing fits to the last byte. What is claimed is still a good guess, and western text the most frequent.
    name = next((name for name in claims if name != "utf-8"), None) or _guess(body) or "cp1252"
    return body.decode(_WIDER.get(name, name), "replace")


def _claims(body: bytes, header: str | None) -> list[str]:
    """The encodings that are claimed, the one to be believed first."""
    told, said = _known(header), _known(_declared(body))
    # A server knows one encoding for all its files, while a document was written by what declared it. Only where one of
    # them has several bytes a character and the other has not does it matter, since that one seldom fits by chance.
    claims = dict.fromkeys(name for name in (told, said) if name)
    narrow = len(claims) > 1 and _BY_DEFAULT.union(_WIDE, ("utf-8",)).isdisjoint(claims)
    # Where both have one byte a character, the text itself tells which is meant.
    odd = {name: _oddness(body, name) if narrow else 0 for name in claims}
    return sorted(claims, key=lambda name: (name not in _WIDE, name in _BY_DEFAULT, odd[name]))


def _oddness(body: bytes, name: str) -> int:
    """How often a text in an encoding has a capital right behind a small letter, or a sign among letters."""
    text = body[: 8 * _SAMPLE].decode(name, "replace")
    return len(re.findall(r"(?<=[^\W\d_])[^\w\x00-\x7f]", text)) + sum(
        before.islower() and after.isupper() for before, after in pairwise(text) if not after.isascii()
    )


def _as_utf8(body: bytes, claims: list[str]) -> str | None:
    """The text, if it is UTF-8 beyond doubt."""
    if claims and claims[0] in _SEVEN_BITS:
        return None
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        # What breaks off within a character is UTF-8 all the same, if it has others.
        whole = body[: error.start]
        if error.end < len(body) or error.reason != "unexpected end of data" or whole.isascii():
            return None
        text = whole.decode()
    if not claims or claims[0] not in _WIDE or "utf-8" in claims:
        return text
    # Two characters of a Chinese encoding may be valid UTF-8 by chance, a text may not.
    return text if len(body) - len(text) > 2 * _SURE else None


def _is_damaged_utf8(body: bytes, *, claimed: bool) -> bool:
    """Whether most of what is not ASCII is UTF-8, so that a byte must have been lost or added; a third where it is
    claimed: text in no other encoding is valid so often by chance.
    """
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    right = sum(map(text.count, set(text[: 4 * _SAMPLE]) - {"\ufffd"} - set(map(chr, range(128)))))
    return (2 * right if claimed else right / 4) > broken


def _stray(error: UnicodeError) -> tuple[str, int]:
    """What a byte in damaged UTF-8 stands for: the letter or sign of windows-1252, as in an item that was pasted into
    the feed, where a word or a sentence may have it; else U+FFFD.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    body, at = error.object, error.start
    one, before, after = body[at : error.end], body[max(0, at - 1) : at], body[error.end : error.end + 1]
    alone = len(one) == 1 and max(before + after, default=0) < 0x80
    read = alone and (one[0] in _SIGNS or (one[0] >= 0xC0 and before.isalpha()))
    return one.decode("cp1252", "replace") if read else _UNKNOWN, error.end


codecs.register_error(_STRAYS, _stray)


def _in_another_script(body: bytes) -> bool:
    """Whether what is not ASCII stands in runs as long as words, as no Latin script has it."""
    runs = re.findall(rb"[\x80-\xff]+", body[: 8 * _SAMPLE])
    return sum(map(len, runs)) > 3 * len(runs)


def _guess(body: bytes, *, wide: bool = False) -> str | None:
    """The encoding that makes most sense of the text; `wide`: only one with several bytes a character."""
    # Markup is in ASCII and tells nothing.
    words = b" ".join(re.findall(rb"[^\x00-\x7f][^\x00-\x7f<>]*(?:[ -;=?-~]?[^\x00-\x7f<>]+)*", body))[:_SAMPLE]
    if len(words) < 2 * _SURE:
        return None
    # 20 ms, which only a body that fits nothing has to pay.
    from charset_normalizer import from_bytes

    known = sorted(_WIDE - _SEVEN_BITS - {"gb2312", "gbk", "johab"} if wide else _KNOWN - {"johab"})
    python = [codecs.lookup(name).name.replace("-", "_") for name in known if not name.startswith("utf")]
    best = from_bytes(words, cp_isolation=python).best()
    return _known(best.encoding) if best else None


def _declared(body: bytes) -> str | None:
    found = _DECLARED.search(body[:_HEAD])
    name = (found[1] or found[2]).decode("ascii", "replace") if found else None
    # What can be read this far is not in UTF-16 or UTF-32, whatever it says.
    return "utf-8" if (_known(name) or "").startswith(("utf-16", "utf-32")) else name


def _known(label: str | None) -> str | None:
    """Python's name for an encoding that pages may have, by any of its names."""
    told = (label or "").strip("\"' .:;_-").lower()
    for name in filter(None, (told, _renamed(told.removeprefix("x-")))):
        try:
            found = codecs.lookup(name).name
        except (LookupError, ValueError):
            continue
        if found in _KNOWN:
            return found
    return None


def _renamed(label: str) -> str:
    if iso := _ISO.fullmatch(label):
        return "tis-620" if iso[1] == "11" else f"iso8859-{iso[1]}"
    if page := _PAGE.fullmatch(label):
        return _OF_PAGE.get(page[1], f"cp{page[1]}")
    return _ALIASES.get(label, label)
