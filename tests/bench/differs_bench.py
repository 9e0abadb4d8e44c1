"""Measure what is told to differ in labelled pairs: precision and recall by kind, then every miss and false mark.

    python tests/bench/differs_bench.py [FOLDER] [--model MODEL]

The shipped weights were fitted to these very pairs, so that the figures flatter them; the honest ones, of pairs held
out, are what `make fit-differs` prints. The sentences go to the screen alone: they belong to their publishers.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

# Run as a script, this file is alone on the path.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.fit_differs import command
from bench.judged_pairs import errors, print_tables, take_apart
from bench.labelled_pairs import read_pairs
from bench.token_vectors import token_vectors
from newsdiff.core.diff.conflicts import conflicts


def main() -> None:
    """Measure and print."""
    given = command("Measure what is told to differ in labelled pairs of sentences.")
    labelled = read_pairs(given.folder)
    texts = [text for pair in labelled for text in (pair.a, pair.b)]
    vectors = token_vectors(texts, given.model)
    began = time.process_time()
    pairs = take_apart(labelled, vectors)
    read = time.process_time()
    claims = [pair.claims(conflicts(pair.a, pair.b, pair.vectors)) for pair in pairs]
    done = time.process_time()
    print(f"by {'token vectors' if vectors else 'words'}, with the shipped weights:")
    print_tables(pairs, claims)
    print(
        f"  a sentence is read in {1000 * (read - began) / 2 / len(pairs):.2f} ms,"
        f" a pair compared in {1000 * (done - read) / len(pairs):.2f} ms"
    )
    print(*errors(pairs, claims), sep="\n")


if __name__ == "__main__":
    main()
