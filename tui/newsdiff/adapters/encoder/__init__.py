"""Sentence encoders on this machine: where they are, which files they consist of, and whether those are unchanged."""

from __future__ import annotations

from newsdiff.adapters.encoder.models import PACKAGED, EncoderModel, find, in_folder, packaged

__all__ = ["PACKAGED", "EncoderModel", "find", "in_folder", "packaged"]
