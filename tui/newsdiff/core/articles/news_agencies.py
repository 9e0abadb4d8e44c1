"""News agencies and photo agencies, by the names that datelines, bylines and credits give them."""

from __future__ import annotations

from typing import Final

ACRONYMS: Final = ("AP", "AFP", "EFE", "ANSA", "UPI")
"""Agencies that every paper writes in capitals, and not as a word, as some write Tass."""

AGENCIES: Final = (*ACRONYMS, "Reuters", "dpa", "TASS", "Interfax", "Xinhua", "Bloomberg", "CNN")
"""Agencies that a dateline may name in brackets ("KYIV (Reuters) — ")."""

BYLINES: Final = (
    *(*AGENCIES, "DPA", "BBC"),
    *("Associated Press", "Agence France-Presse", "PA Media", "Bloomberg News", "BBC News", "Fox News"),
)
"""Agencies, and broadcasters that stand in bylines as they do."""

PHOTOS: Final = (
    *("AP", "Reuters", "REUTERS", "AFP", "EFE", "Bloomberg", "dpa", "DPA"),
    *("EPA", "Getty", "Shutterstock", "Sipa", "Zuma", "Imago", "imago", "IMAGO", "NurPhoto"),
)
"""Who is credited for a photograph: the agencies that sell them, and others that sell nothing else."""
