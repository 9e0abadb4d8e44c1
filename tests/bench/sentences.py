"""How well the splitter agrees with sentences that others cut by hand or by machine.

    python tests/bench/sentences.py [--show] [DIR]      DIR: a folder of story files (default: shared/bench/align)

The sentences of each article are joined by a space and split again. A boundary is the place between two sentences, and
counts without white space; the first line, the article's title, stands apart from the rest. Printed: how many
boundaries both have, and F1; with --show, those that only one of the two has, for the reader to judge.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsdiff.core.text.normalize import clean
from newsdiff.core.text.sentences import split
from support.sentence_boundaries import boundaries

if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND = 45


def bodies(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The name and the sentences, without the title, of every article in a folder of story files."""
    for path in sorted(folder.glob("*.json")):
        for doc in json.loads(path.read_text("utf-8"))["docs"]:
            body = (clean(sentence, lines=False) for sentence in doc["sentences"][1:])
            yield f"{path.stem} {doc['outlet']}", [sentence for sentence in body if sentence]


def main() -> int:
    """Measure, print, and give the exit status."""
    beside = Path(os.environ.get("NEWSDIFF_SHARED") or Path(__file__).parents[3] / "shared")
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=beside / "bench" / "align")
    parser.add_argument("--show", action="store_true", help="show each boundary that only one of the two has")
    options = parser.parse_args()
    both = only_ours = only_theirs = 0
    for name, theirs in bodies(options.folder):
        text = " ".join(theirs)
        ours = boundaries([sentence.text for sentence in split(text)])
        gold = boundaries(theirs)
        both, only_ours, only_theirs = (
            both + len(ours & gold),
            only_ours + len(ours - gold),
            only_theirs + len(gold - ours),
        )
        if options.show:
            squeezed = "".join(text.split())
            for place in sorted(ours ^ gold):
                who = "ours  " if place in ours else "theirs"
                print(f"{name} {who} {squeezed[max(0, place - _AROUND) : place]} | {squeezed[place : place + _AROUND]}")
    if not both:
        print(f"No articles were found in {options.folder}.", file=sys.stderr)
        return 2
    print(f"{both} boundaries agree, {only_ours} are ours alone, {only_theirs} theirs alone")
    print(f"precision {both / (both + only_ours):.4f}  recall {both / (both + only_theirs):.4f}  ", end="")
    print(f"F1 {2 * both / (2 * both + only_ours + only_theirs):.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
