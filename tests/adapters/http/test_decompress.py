"""Undoing compression in steps gives the same as at once, and no bytes do harm."""

from __future__ import annotations

import contextlib
import gzip
import zlib
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsdiff.adapters.http.decompress import STEP, Decoder
from newsdiff.adapters.http.errors import FetchFault

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 2**20


def raw_deflate(body: bytes) -> bytes:
    squeezed = zlib.compressobj(wbits=-15)
    return squeezed.compress(body) + squeezed.flush()


FORMATS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "DEFLATE": raw_deflate,
    "identity": bytes,
}


def decoded(encoding: str, body: bytes, cuts: list[int], limit: int = LIMIT) -> bytes:
    decoder = Decoder([encoding], limit)
    ends = sorted({0, len(body), *(cut % (len(body) + 1) for cut in cuts)})
    pieces = [piece for start, end in pairwise(ends) for piece in decoder.feed(body[start:end])]
    return b"".join([*pieces, decoder.finish()])


@pytest.mark.parametrize("encoding", FORMATS)
@given(body=st.binary(max_size=2_000), cuts=st.lists(st.integers(0, 5_000), max_size=8))
def test_a_body_is_whole_however_its_bytes_arrive(encoding: str, body: bytes, cuts: list[int]) -> None:
    assume(not body.startswith(b"\x1f\x8b\x08"))
    assert decoded(encoding, FORMATS[encoding](body), cuts) == body


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "DEFLATE"])
@given(body=st.binary(min_size=1, max_size=500), cut=st.integers(1, 600))
def test_a_body_that_is_cut_is_never_taken_for_whole(encoding: str, body: bytes, cut: int) -> None:
    squeezed = FORMATS[encoding](body)
    if cut < len(squeezed):
        with pytest.raises(FetchFault):
            decoded(encoding, squeezed[:cut], [])


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
@given(body=st.binary(max_size=500), cuts=st.lists(st.integers(0, 500), max_size=3))
def test_any_bytes_are_decoded_or_refused(encoding: str, body: bytes, cuts: list[int]) -> None:
    for bad in (body, FORMATS[encoding](body)[:8] + body):
        with contextlib.suppress(FetchFault):
            assert len(decoded(encoding, bad, cuts)) <= LIMIT


def test_pieces_are_small_and_stop_at_the_limit() -> None:
    pieces = Decoder(["gzip"], 10 * STEP).feed(gzip.compress(bytes(64 * STEP)))
    assert sum(len(next(pieces)) for _ in range(10)) == 10 * STEP
    with pytest.raises(FetchFault, match="sent more than 2 MB"):
        next(pieces)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "identity"])
def test_a_body_of_exactly_the_limit_is_taken(encoding: str) -> None:
    body = bytes(range(256)) * 4
    assert (
        len(decoded(encoding, FORMATS[encoding](body), [], limit=max(len(body), len(FORMATS[encoding](body))))) == 1024
    )


def test_an_empty_answer_needs_no_end() -> None:
    assert decoded("gzip", b"", []) == b""


def test_endless_empty_members_are_refused() -> None:
    with pytest.raises(FetchFault, match="too many parts"):
        decoded("gzip", gzip.compress(b"") * 2_000, [])


@given(
    texts=st.lists(st.binary(max_size=60), min_size=1, max_size=4), padding=st.sampled_from([b"", b"\0" * 9, b"\x1f"])
)
def test_gzip_members_are_one_body_wherever_the_pieces_end(texts: list[bytes], padding: bytes) -> None:
    assume(not b"".join(texts).startswith(b"\x1f\x8b\x08"))
    body = b"".join(map(gzip.compress, texts)) + padding
    for size in (1, 2, 7, len(gzip.compress(texts[0])), len(gzip.compress(texts[0])) + 1, len(body)):
        assert decoded("gzip", body, [*range(size, len(body), size)]) == b"".join(texts)


PAGE = b"<!doctype html><title>Quay</title><p>The board met on Monday.</p>"

gzipped = partial(gzip.compress, mtime=0)
"""Without the time: the bytes are in the names of tests, which have to be the same in every process of a run."""


@pytest.mark.parametrize(
    ("declared", "body"),
    [
        # Nothing is declared, as of a file "feed.xml.gz".
        ([], gzipped(PAGE)),
        (["gzip"], gzipped(gzipped(PAGE))),
        (["gzip, gzip"], gzipped(gzipped(PAGE))),
        (["gzip", "deflate"], zlib.compress(gzipped(PAGE))),
        (["gzip"], zlib.compress(PAGE)),
        (["deflate"], gzipped(PAGE)),
        (["gzip, identity"], gzipped(PAGE)),
        (["UTF-8"], PAGE),
        (["none"], PAGE),
        (["binary"], b"\x00\x01\x02" * 20),
        (["x-gzip"], gzipped(b"")),
    ],
)
@pytest.mark.parametrize("cuts", [[], [1], [3, 20], [*range(40)]])
def test_the_bytes_tell_how_they_are_compressed_whatever_is_declared(
    declared: list[str], body: bytes, cuts: list[int]
) -> None:
    decoder = Decoder(declared, LIMIT)
    ends = sorted({0, len(body), *(min(cut, len(body)) for cut in cuts)})
    pieces = [piece for start, end in pairwise(ends) for piece in decoder.feed(body[start:end])]
    found = b"".join([*pieces, decoder.finish()])
    assert found in (PAGE, body, b"")
    assert (found == body) is not body.startswith((b"\x1f\x8b", b"\x78"))


def test_a_bomb_within_a_bomb_stops_at_the_limit() -> None:
    twice = gzip.compress(gzip.compress(bytes(64 * LIMIT)))
    assert len(twice) < 2_000
    with pytest.raises(FetchFault, match="sent more than 1 MB"):
        decoded("gzip", twice, [])


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("br", b"\x0b\x02\x80hello\x03" * 3),
        ("zstd", b"\x28\xb5\x2f\xfd" * 5),
        ("gzip", b"\x00\x01" * 20),
        # What is declared to be compressed and is not may have lost more than its compression on the way.
        ("gzip", PAGE),
        ("deflate", PAGE),
    ],
)
def test_what_cannot_be_bounded_or_undone_is_refused(encoding: str, body: bytes) -> None:
    with pytest.raises(FetchFault):
        decoded(encoding, body, [])


def test_what_is_compressed_again_and_again_is_refused() -> None:
    with pytest.raises(FetchFault, match="again and again"):
        decoded("gzip", gzip.compress(gzip.compress(gzip.compress(PAGE))), [])
