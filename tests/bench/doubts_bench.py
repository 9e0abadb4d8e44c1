"""Measures how often an article that is marked as doubtful does not belong to the event of its story's headline.

    python tests/bench/doubts_bench.py FOLDER    the folder of the labelled streams (FILE.jsonl with "story")

Of each stream: the articles marked, how many of them are of another event than the headline, and how many are so in all.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from newsdiff.adapters.jsonl_items import lines
from newsdiff.core.clustering.batch import cluster
from newsdiff.core.clustering.central_article import central_article
from newsdiff.core.clustering.doubts import is_doubtful, weakly_tied
from newsdiff.core.clustering.suggestions import MIN_TERMS, heaviest_terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.clustering.items import ClusterMember


def measure(path: Path) -> str:
    """The figures of a stream, in a line."""
    events = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        events[row["id"]] = row["story"]
    with path.open("rb") as stream:
        found = list(lines(stream, path.name))
    event = {line.item.key: events[line.id] for line in found}
    members = list(cluster(line.item for line in found))
    stories: dict[int, list[ClusterMember]] = defaultdict(list)
    for member in members:
        stories[member.story].append(member)
    marked = right = wrong = 0
    for story in stories.values():
        central = _central(story)
        if event[central] is None:
            continue
        weak = {one.key: one for one in weakly_tied(story, central)}
        for member in story:
            if event[member.key] is None:
                continue
            elsewhere = event[member.key] != event[central]
            wrong += elsewhere
            if member.key in weak and is_doubtful(member, story, central, _others(member, members)):
                marked, right = marked + 1, right + elsewhere
    return f"{path.stem}: {marked} marked, {right} rightly; {wrong} are of another event"


def _central(story: Sequence[ClusterMember]) -> int:
    newest = {member.outlet: member for member in sorted(story, key=lambda one: (one.day, one.key))}
    earlier = [member for member in story if member not in newest.values()]
    found = central_article(list(newest.values()), earlier)
    assert found is not None
    return found


def _others(article: ClusterMember, members: Sequence[ClusterMember]) -> list[ClusterMember]:
    """Articles of other stories, as the store finds them."""
    terms = heaviest_terms([article])
    return [
        one for one in members if one.story != article.story and sum(term in one.weights for term in terms) >= MIN_TERMS
    ]


def main() -> None:
    """Measure the streams of a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    for path in sorted(parser.parse_args().folder.glob("*.jsonl")):
        print(measure(path))


if __name__ == "__main__":
    main()
