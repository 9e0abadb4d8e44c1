"""What newsdiff can do without a screen."""

from __future__ import annotations

from newsdiff.service.comparison import Comparison
from newsdiff.service.context import Desk
from newsdiff.service.load_articles import Gathered

__all__ = ["Comparison", "Desk", "Gathered"]
