"""The reader's verdicts in the store."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.adapters.store import FILE_NAME, Store, open_store
from newsdiff.adapters.store.schema import migrations
from newsdiff.core.alignment.verdicts import Verdict, apply, verdict
from newsdiff.core.models import Alignment, Article, Ref, Sentence
from support.store_fixtures import temporary_store
from support.store_programs import insert_early

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def said(minutes: int, *, linked: bool, text: str = "Rain fell.") -> Verdict:
    return Verdict("A", text, "B", "It rained.", linked=linked, at=NOON + timedelta(minutes=minutes))


def test_a_verdict_comes_back_as_it_was(store: Store) -> None:
    exact = NOON.replace(microsecond=123_456).astimezone(timezone(timedelta(hours=-5)))
    kept = Verdict(
        "Évening \u2018Bell\u2019", "It\x00 \U0001f30a rose.", "A", 'Said "no" -- \';DROP', linked=False, at=exact
    )
    store.record(kept)
    assert store.verdicts({kept.a_outlet, kept.b_outlet}) == (kept,)


def test_the_latest_recorded_verdict_on_a_pair_holds_whatever_the_clock_said(store: Store) -> None:
    store.record(said(5, linked=True))
    store.record(said(0, linked=False))
    assert store.verdicts({"A", "B"}) == (said(0, linked=False),)


def test_only_verdicts_between_the_outlets_asked_for_are_given(store: Store) -> None:
    between = {
        pair: Verdict(pair[0], "a", pair[1], "b", linked=True, at=NOON) for pair in ("AB", "AC", "BC", "CC", "CD")
    }
    for one in between.values():
        store.record(one)
    assert store.verdicts({"A", "B"}) == (between["AB"],)
    assert set(store.verdicts([" C", "A", "A"])) == {between["AC"], between["CC"]}
    assert set(store.verdicts("ABCD")) == set(between.values())
    assert store.verdicts(()) == ()
    assert store.verdicts({"a"}) == ()


def test_a_retracted_verdict_gives_way_to_the_one_before(store: Store) -> None:
    store.record(said(0, linked=True))
    store.record(said(1, linked=False))
    assert store.retract(said(1, linked=False)) == said(0, linked=True)
    assert store.verdicts({"A", "B"}) == (said(0, linked=True),)
    assert store.retract(said(0, linked=True)) is None
    assert store.verdicts({"A", "B"}) == ()


def test_retracting_an_earlier_verdict_leaves_the_later_one_in_force(store: Store) -> None:
    store.record(said(0, linked=True))
    store.record(said(1, linked=False))
    assert store.retract(said(0, linked=True)) == said(1, linked=False)
    assert store.retract(said(1, linked=False)) is None


def test_retracting_twice_or_what_was_never_said_changes_nothing(store: Store) -> None:
    store.record(said(0, linked=True))
    store.record(said(1, linked=False))
    assert store.retract(said(2, linked=True)) == said(1, linked=False)
    assert store.retract(said(1, linked=False)) == said(0, linked=True)
    assert store.retract(said(1, linked=False)) == said(0, linked=True)
    assert store.verdicts({"A", "B"}) == (said(0, linked=True),)


def test_an_undone_verdict_can_be_given_again(store: Store) -> None:
    store.record(said(0, linked=True))
    store.retract(said(0, linked=True))
    store.record(said(0, linked=True))
    assert store.verdicts({"A", "B"}) == (said(0, linked=True),)


def test_a_verdict_kept_twice_is_undone_at_once(store: Store) -> None:
    store.record(said(0, linked=True))
    store.record(said(0, linked=True))
    assert store.retract(said(0, linked=True)) is None


def test_the_history_keeps_every_verdict_and_can_only_grow(store: Store) -> None:
    store.record(said(0, linked=True))
    store.record(said(1, linked=False))
    store.retract(said(1, linked=False))
    with closing(sqlite3.connect(store.path, isolation_level=None)) as direct:
        rows = direct.execute("SELECT linked, at FROM verdict ORDER BY id").fetchall()
        assert rows == [(1, NOON.isoformat()), (0, (NOON + timedelta(minutes=1)).isoformat())]
        for change in ("DELETE FROM verdict", "UPDATE verdict SET linked = 1", "DELETE FROM retraction"):
            with pytest.raises(sqlite3.IntegrityError, match="only added to"):
                direct.execute(change)


def test_a_decision_is_found_again_when_the_articles_are_opened_in_another_order(store: Store) -> None:
    def article(outlet: str, text: str) -> Article:
        return Article(outlet, outlet, text, (Sentence(text, 0, len(text)),), "file")

    ferry, late = article("Post", "The ferry was late."), article("Bell", "An hour's delay at the quay.")
    first = Alignment((ferry, late), ())
    store.record(verdict(first, Ref(0, 0), Ref(1, 0), linked=True, at=NOON))
    second = Alignment((late, article("Third", "Nothing."), ferry), ())
    decided = apply(second, store.verdicts({one.outlet for one in second.articles}))
    assert [(match.a, match.b, match.by) for match in decided.matches] == [(Ref(0, 0), Ref(2, 0), "reader")]


acts = st.tuples(st.sampled_from(["record", "retract"]), st.integers(0, 2), st.booleans(), st.sampled_from("xy"))


@settings(max_examples=40)
@given(st.lists(acts, max_size=15))
def test_the_store_agrees_with_a_list_of_what_was_said(history: list[tuple[str, int, bool, str]]) -> None:
    stands: list[Verdict] = []
    with tempfile.TemporaryDirectory() as folder, temporary_store(Path(folder) / FILE_NAME) as store:
        for act, minutes, linked, text in history:
            one = said(minutes, linked=linked, text=text)
            held = [other for other in stands if other.key == one.key]
            if act == "record":
                store.record(one)
                if held[-1:] != [one]:
                    stands.append(one)
            else:
                if one in held:
                    held.reverse()
                    held.remove(one)
                    held.reverse()
                    stands.reverse()
                    stands.remove(one)
                    stands.reverse()
                assert store.retract(one) == (held[-1] if held else None)
        latest = {one.key: one for one in stands}
        assert set(store.verdicts({"A", "B"})) == set(latest.values())


def test_a_verdict_on_a_match_and_one_on_its_details_stand_side_by_side(store: Store) -> None:
    match, details = said(0, linked=True), replace(said(1, linked=False), about="details")
    store.record(match)
    store.record(details)
    assert set(store.verdicts({"A", "B"})) == {match, details}
    back = replace(said(2, linked=True), about="details")
    store.record(back)
    assert set(store.verdicts({"A", "B"})) == {match, back}
    assert store.retract(back) == details
    assert store.retract(match) is None
    assert store.verdicts({"A", "B"}) == (details,)


def test_verdicts_of_a_store_that_knew_none_on_details_are_about_matches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / FILE_NAME
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:5])
        open_store(path).store.close()
    kept = said(0, linked=False)
    with closing(sqlite3.connect(path)) as direct, direct:
        insert_early(direct, kept)
    with open_store(path).store as store:
        assert store.verdicts({"A", "B"}) == (kept,)
        store.record(replace(kept, about="details"))
        assert len(store.verdicts({"A", "B"})) == 2
    assert list(tmp_path.glob(f"{FILE_NAME}*backup*"))
