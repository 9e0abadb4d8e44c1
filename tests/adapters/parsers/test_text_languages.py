from __future__ import annotations

import json
import subprocess
import sys

from newsdiff.adapters.parsers.text_languages import MOST_GIVEN, identify


def test_a_text_gets_its_likeliest_languages_in_order() -> None:
    text = "Верховна Рада ухвалила бюджет на наступний рік"
    ((first, *others), _) = identify(json.dumps([text, "12:30"]).encode(), {})["languages"]
    assert first[0] == "uk"
    assert 1 >= first[1] >= others[0][1] >= others[-1][1] >= 0
    assert 1 + len(others) == MOST_GIVEN


def test_a_child_that_extracts_articles_does_not_load_the_language_model_that_its_library_would() -> None:
    script = (
        "import sys; from newsdiff.adapters.parsers.article import article; "
        "found = article(b'<html lang=en><p>' + b'The bridge stays closed. ' * 40, {}); "
        "assert 'bridge' in found['text']; print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert "trafilatura" in loaded
    assert {"py3langid", "numpy"}.isdisjoint(loaded)
