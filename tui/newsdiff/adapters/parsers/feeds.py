"""A feed of any format, out of its bytes."""

from __future__ import annotations

from typing import Any

from newsdiff.adapters.parsers import json_feed, xml_feed
from newsdiff.adapters.parsers.document import text_of
from newsdiff.core.text.language_id import detect_common


def feed(body: bytes, arguments: dict[str, Any]) -> dict[str, Any]:
    """What a feed says about itself, and its entries.

    Takes its bytes, and as arguments its `url`, the `charset` that came with it (may be `None`), `limit`, the greatest
    number of entries, and maybe `known`, digests of items that need not be read again. Gives `kind`, `title`, `site`,
    `language` (declared, or told by its entries), `entries` (under the names of `core.feeds.Entry`), the numbers of
    entries that are `left` (beyond the limit), `heavy` (beyond what the feed may weigh) and `unread` (no sense could be
    made of them), and whether the feed is `cut` or `faulty`. Where unchanged items may be left out the next time,
    `items` are digests of all; `known` is the number of those left out now. Where there is no feed, it gives `refused`:
    what the bytes are instead.
    """
    # Passed in a list, from which the callee removes it: a text of 15 million characters takes up to 60 MB, and a
    # reference held while it is parsed would double the memory needed.
    texts = [text_of(body, arguments.get("charset"))]
    if not texts[0] or texts[0].isspace():
        return {"refused": "empty"}
    if texts[0][0] in "{[":
        found = json_feed.read(texts, arguments["url"], arguments["limit"])
    else:
        found = xml_feed.read(texts, arguments["url"], arguments["limit"], arguments.get("known") or ())
    if not found.get("language") and found.get("entries"):
        # One headline often does not tell its language; those of a feed do together.
        found["language"] = detect_common(f"{one['title']}\n{one['text']}" for one in found["entries"])
    return found
