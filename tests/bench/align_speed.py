"""How long an alignment takes, beside plain rapidfuzz over the same sentences in the same run.

At the end, how long `newsdiff compare` takes for three articles of forty sentences, from its start to its exit: by
words; with the model for the first time; and once more, when what it read is kept.

    python tests/bench/align_speed.py [FOLDER] [--model MODEL]

The sentences are those of the labelled stories, dealt out to articles of a given length. Medians of several runs. With
a model, what its tokens add is told too; that the model read them before is not counted.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import token_set_ratio
from rapidfuzz.process import cdist

# As the command does, before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Run as a script, this file is alone on the path.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.labelled import article, command, read
from bench.token_vectors import MODEL_OPTION, token_vectors
from newsdiff.core.alignment.aligner import align
from newsdiff.core.alignment.embeddings import texts as texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdiff.core.models import Article

CASES = ((2, 40, 30), (3, 40, 60), (2, 200, 120), (10, 40, 222), (10, 100, 800))
"""Articles, sentences in each, and the milliseconds they may take."""
RUNS = 7


def dealt(sentences: Sequence[str], articles: int, length: int) -> list[Article]:
    """Articles of `length` sentences; what one story said stays together, so that there is something to match."""
    found = []
    for number in range(articles):
        texts = [sentences[(number + articles * place) % len(sentences)] for place in range(length)]
        found.append(article(f"Outlet {number}", texts))
    return found


def milliseconds(work: Callable[[], object]) -> float:
    """The median processor time of a piece of work, which runs in one thread: others on the machine count for less."""
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return median(times) * 1000


def plain(articles: Sequence[Article]) -> None:
    """token_set_ratio of every pair of sentences, as rapidfuzz gives it."""
    texts = [[sentence.text.lower() for sentence in article.sentences] for article in articles]
    for one, other in combinations(texts, 2):
        cdist(one, other, scorer=token_set_ratio)


def seconds(command: Sequence[str], model: str, data: Path) -> float:
    """How long a command of newsdiff takes by the clock, with a model or with "off", and its data in a folder."""
    config = data / "config.toml"
    data.mkdir(exist_ok=True)
    config.write_text(f'model = "{model}"\n', encoding="utf-8")
    environment = {**os.environ, "NEWSDIFF_CONFIG": str(config), "NEWSDIFF_DATA": str(data)}
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "newsdiff", *command], env=environment, capture_output=True, check=True)
    return time.monotonic() - began


def time_command(articles: Sequence[Article], model: str) -> None:
    """Print how long the command takes for some articles, in turns, and what the model adds."""
    taken: dict[str, list[float]] = {"by words": [], "cold": [], "warm": []}
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{number}.txt") for number in range(len(articles))]
        for file, one in zip(files, articles, strict=True):
            file.write_text("\n\n".join(sentence.text for sentence in one.sentences), encoding="utf-8")
        command = ["compare", "--json", *map(str, files)]
        for number in range(RUNS):
            data = Path(folder, f"data {number}")
            taken["by words"].append(seconds(command, "off", Path(folder, "words")))
            taken["cold"].append(seconds(command, model, data))
            taken["warm"].append(seconds(command, model, data))
    words, cold, warm = (median(some) for some in taken.values())
    print(f"newsdiff compare, {len(articles)} articles: by words {words:.2f} s, cold {cold:.2f} s, warm {warm:.2f} s")
    print(f"times by words: cold {cold / words:.2f} (goal 4), warm {warm / words:.2f} (goal 1.5)")


def main() -> None:
    """Print a line for each case, then the times of the command."""
    given = command(
        "Time the alignment.",
        {"--model": MODEL_OPTION},
    )
    stories = read(given.folder)
    vectors = token_vectors(texts_of(article for story in stories for article in story.articles), given.model)
    sentences = [sentence.text for story in stories for part in story.articles for sentence in part.sentences]
    model = f"{'with model':>14}" if vectors else ""
    print(f"{'articles × sentences':22}{'by words':>10}{'goal':>8}{model}{'cdist':>10}   matches kept, linked")
    for articles, length, goal in CASES:
        story = dealt(sentences, articles, length)
        found = align(story)
        taken, yardstick = milliseconds(partial(align, story)), milliseconds(partial(plain, story))
        told = f"{milliseconds(partial(align, story, vectors=vectors)):11.0f} ms" if vectors else ""
        linked = sum(match.level is not None for match in found.matches)
        kept = f"{len(found.matches)}, {linked}"
        print(f"{articles:8} × {length:<11}{taken:7.0f} ms{goal:5} ms{told}{yardstick:7.0f} ms   {kept}")
    if vectors:
        time_command(dealt(sentences, 3, 40), given.model)


if __name__ == "__main__":
    main()
