"""Items find their stories: by their words, around their time, in their language, and as the reader said."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.core.clustering.batch import cluster
from newsdiff.core.clustering.clusterer import StoryClusterer
from newsdiff.core.clustering.constraints import Constraints
from newsdiff.core.clustering.document_frequency import DocumentFrequency
from newsdiff.core.clustering.index import MAX_DAYS_APART, TimeWindowIndex
from newsdiff.core.clustering.items import ClusterItem, ClusterMember, day_of
from newsdiff.core.clustering.near_duplicates import CopyText, find_originals
from newsdiff.core.clustering.recurring_titles import RecurringTitles, opening_of, openings, without_opening
from newsdiff.core.clustering.similarity import pair_score, story_score
from newsdiff.core.clustering.tokenize import ItemTerms, TermExtractor, language_of

NUMBERS = itertools.count(1)

BRIDGE = (
    ("Harbour bridge in Norvik closed after ship strikes pillar", "A cargo ship struck the harbour bridge in Norvik."),
    ("Ship hits pillar of Norvik harbour bridge", "The bridge was closed to traffic after a cargo ship hit it."),
    ("Norvik bridge shut as cargo ship rams pillar", "Engineers inspect the harbour bridge for damage to its pillar."),
)
FERRY = (
    (
        "Ferry Aurora runs aground off Norvik with 200 on board",
        "The ferry Aurora ran aground on rocks off Norvik before dawn, and lifeboats took 200 passengers to the harbour.",
    ),
    (
        "Lifeboats take 200 passengers off grounded ferry Aurora near Norvik",
        "All 200 passengers of the ferry Aurora were taken to Norvik harbour by lifeboats after it ran onto rocks at dawn.",
    ),
    (
        "200 passengers rescued as ferry Aurora hits rocks off Norvik",
        "Lifeboats rescued 200 passengers when the ferry Aurora hit rocks outside Norvik harbour in dark and fog before dawn.",
    ),
)
COMPANY = (
    "Owner of ferry Aurora reports record profit for the year",
    "The owner of the ferry Aurora, which serves Norvik harbour, earned more on passengers than ever, its accounts show.",
)
INQUIRY = (
    "Fog and a tired crew: what investigators ask about the ferry Aurora",
    "Investigators who boarded the ferry Aurora on the rocks off Norvik ask why nobody on its bridge saw the beacon.",
)
ACCOUNT = (
    "How 200 people got off the ferry Aurora",
    "A cook woke the passengers of the ferry Aurora when it struck rocks near Norvik, and held the rope for a lifeboat.",
)
TEACHERS = (
    ("Teachers in Aldmark walk out over class sizes", "Schools stayed closed as teachers began a strike on Monday."),
    (
        "Aldmark school strike: teachers demand smaller classes",
        "A third of all schools are shut by the teachers' strike.",
    ),
)
NOISE = tuple(
    (f"{who} {does} {what}", f"{who} {does} {what}, officials said after a long {when} session.")
    for who, does, what, when in zip(
        ("Fishermen", "The orchestra", "A court", "The museum", "Farmers", "Skiers", "The port authority", "Bakers"),
        ("welcome", "rehearses", "rejects", "buys", "plant", "await", "orders", "praise"),
        ("new quotas for herring", "a forgotten symphony", "an appeal by the mayor", "two paintings of the fjord",
         "winter barley early", "the first snow of the season", "three tugboats from the yard", "cheaper flour imports"),
        ("morning", "evening", "closed", "public", "regional", "winter", "budget", "trade"),
        strict=True,
    )
)  # fmt: skip


def item(
    title: str,
    summary: str = "",
    *,
    day: float = 100.0,
    outlet: str = "The Bell",
    language: str = "en",
    alone: bool = False,
) -> ClusterItem:
    return ClusterItem(next(NUMBERS), title, summary, outlet, day, language, alone)


def told(texts: tuple[tuple[str, str], ...], day: float = 100.0, language: str = "en") -> list[ClusterItem]:
    return [
        item(title, text, day=day + n / 24, outlet=f"Outlet {n}", language=language)
        for n, (title, text) in enumerate(texts)
    ]


def window_of(members: list[ClusterMember]) -> TimeWindowIndex:
    """A window that holds items which have their places."""
    window = TimeWindowIndex()
    for member in members:
        window.add(member)
    return window


def stories(items: list[ClusterItem], constraints: Constraints | None = None) -> dict[int, int]:
    clusterer = StoryClusterer(constraints=constraints)
    clusterer.add_batch(items)
    return {one.key: clusterer.assign(one).story for one in items}


def test_accounts_of_one_event_come_into_one_story_and_others_stay_apart() -> None:
    bridge, teachers, noise = told(BRIDGE), told(TEACHERS), told(NOISE)
    found = stories([*noise, *bridge, *teachers])
    assert len({found[one.key] for one in bridge}) == 1
    assert len({found[one.key] for one in teachers}) == 1
    assert len(set(found.values())) == len(NOISE) + 2


def test_what_is_told_again_days_later_is_another_story() -> None:
    early, late = told(BRIDGE), told(BRIDGE, day=100 + MAX_DAYS_APART + 1)
    found = stories([*told(NOISE), *early, *late])
    assert {found[one.key] for one in early}.isdisjoint(found[one.key] for one in late)


def test_what_fits_a_story_much_worse_than_its_articles_fit_each_other_is_another_one_hours_later() -> None:
    said = [item(*one, day=100 + at / 50, outlet=f"Outlet {at}") for at, one in enumerate((*NOISE, *FERRY))]
    company = item(*COMPANY, day=100.6, outlet="The Coin")
    account = item(*ACCOUNT, day=100.6, outlet="The Mast")
    story = {member.key: member.story for member in cluster([*said, company, account])}
    ferry = {story[one.key] for one in said[-len(FERRY) :]}
    assert ferry == {story[account.key]}
    assert story[company.key] not in ferry


def test_copies_of_one_text_keep_nobody_out_who_tells_it_in_other_words() -> None:
    noise = [item(*one, day=100 + at / 50) for at, one in enumerate(NOISE)]
    copies = [item(*FERRY[0], day=100.2, outlet=f"Outlet {at}") for at in range(4)]
    inquiry = item(*INQUIRY, day=100.6, outlet="The Mast")
    story = {member.key: member.story for member in cluster([*noise, *copies, inquiry])}
    assert {story[one.key] for one in copies} == {story[inquiry.key]}


def test_an_item_that_comes_late_finds_the_story_of_its_day() -> None:
    *early, last = told(BRIDGE)
    later = told(TEACHERS, day=102)
    found = stories([*told(NOISE), *early, *later, last])
    assert found[last.key] == found[early[0].key]


def test_languages_do_not_mix() -> None:
    english, other = told(BRIDGE), told(BRIDGE, language="nl")
    found = stories([*told(NOISE), *english, *other])
    assert {found[one.key] for one in english}.isdisjoint(found[one.key] for one in other)
    assert len({found[one.key] for one in other}) == 1


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        ((("Frachtschiff rammt Hafenbrücke in Norvik", "Die Brücke wurde gesperrt, nachdem ein Schiff einen Pfeiler rammte."), ("Norvik: Hafenbrücke nach Schiffsunfall gesperrt", "Ein Frachtschiff hat den Pfeiler der Brücke gerammt.")), "de"),
        ((("Грузовое судно врезалось в мост в Норвике", "Мост закрыт после удара судна об опору."), ("Мост в Норвике закрыт: судно ударило опору", "Судно повредило опору моста, движение закрыто.")), "ru"),
        ((("貨物船がノルビク港の橋に衝突", "橋脚に貨物船が衝突し、橋は通行止めになった。"), ("ノルビク港の橋、貨物船衝突で通行止め", "貨物船が橋脚に衝突したため、橋は閉鎖された。")), "ja"),
    ],
)  # fmt: skip
def test_stories_are_found_in_other_languages(texts: tuple[tuple[str, str], ...], language: str) -> None:
    assert [language_of(*one) for one in texts] == [language, language]
    found = stories([*told(NOISE), *told(texts, language=language)])
    assert len(set(found.values())) == len(NOISE) + 1


@pytest.mark.parametrize(
    ("title", "summary", "declared", "expected"),
    [
        ("Die Brücke ist gesperrt", "Das Schiff hat einen Pfeiler gerammt, und die Polizei ist vor Ort.", "en", "de"),
        ("Norvik 2:1 Aldmark", "", "nl", "nl"),
        ("岸田首相辞任表明", "", "ja", "ja"),
        ("岸田首相辞任表明", "", "en", "zh"),
        ("中国外交部发言人", "", "ja", "zh"),
        ("Norvik 2:1 Aldmark", "", "", "en"),
    ],
)
def test_the_text_tells_its_language_before_the_feed_does(
    title: str, summary: str, declared: str, expected: str
) -> None:
    assert language_of(title, summary, declared) == expected


def test_words_are_folded_stemmed_and_without_function_words() -> None:
    words = TermExtractor().terms(item("The Mayor’s bridges weren't CLOSED, O'Neill says", "Café owners; a café."))
    assert words == ItemTerms(("mayor", "bridg", "close", "oneil", "say"), ("cafe", "owner", "cafe"))


@pytest.mark.parametrize(("title", "summary"), [("", ""), ("?!", "…"), ("The of and", ""), ("\x00", "🙂🙂")])
def test_an_item_without_words_is_a_story_of_its_own(title: str, summary: str) -> None:
    found = stories([*told(BRIDGE), item(title, summary), item(title, summary)])
    assert len(set(found.values())) == 3


def test_a_feed_that_is_never_grouped_stays_alone_and_draws_nothing() -> None:
    first, second, third = told(BRIDGE)
    alone = ClusterItem(next(NUMBERS), first.title, first.summary, "Loner", 100.0, never_group=True)
    found = stories([*told(NOISE), alone, first, second, third])
    assert found[first.key] == found[second.key] == found[third.key] != found[alone.key]


def test_a_pinned_story_takes_nothing_by_itself() -> None:
    first, *others = told(BRIDGE)
    clusterer = StoryClusterer()
    clusterer.add_batch([first])
    pinned = clusterer.assign(first)
    later = StoryClusterer(first_story=pinned.story + 1, pinned={pinned.story}, index=window_of([pinned]))
    later.add_batch(others)
    assert pinned.story not in {later.assign(one).story for one in others}


def test_a_recurring_column_is_told_by_its_opening() -> None:
    columns = RecurringTitles()
    for day in range(100, 104):
        columns.add(openings(item(f"Morning briefing today: news {day}")), day)
    edition = openings(item("Morning briefing today: rain in Norvik"))
    assert columns.series(edition, 102) == ""
    assert columns.series(edition, 104) == edition[-1]
    assert columns.series(openings(item("Morning briefing today: rain", outlet="The Post")), 104) == ""
    assert columns.series(edition, 140) == ""


def test_editions_of_a_column_do_not_come_together_and_an_event_in_it_finds_its_story() -> None:
    editions = [item(f"Morning briefing live {a}", f"{a} {b}", day=100 + n) for n, (a, b) in enumerate(NOISE[:6])]
    found = stories(sorted([*told(NOISE, day=99), *editions], key=lambda one: one.day))
    assert len({found[one.key] for one in editions}) == len(editions)


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("Wordle 1,234 hints", "Wordle 1,235 hints", True),
        ("Wordle 1,234", "Wordle 99", True),
        ("Quiz 3/2026: capitals", "Quiz 4/2026: rivers", True),
        ("Morning briefing: storms hit coast", "Morning briefing: strike begins", True),
        ("Photos of the day – a flood", "Photos of the day – a fair", True),
        ("Photos of the day – a flood", "Photos of the week – a fair", False),
        ("Evening quiz 1 November", "Evening quiz 30 June 2026", True),
        ("Weather forecast for Monday", "Weather forecast for Tuesday", True),
        ("Norvik: storms hit coast", "Norvik: strike begins", False),
        ("Top 10 films this week", "Top 7 films this week", True),
        ("Wordle 1,234 hints", "Sudoku 1,234 hints", False),
    ],
)
def test_openings_are_alike_whatever_their_numbers(first: str, second: str, alike: bool) -> None:
    assert bool(openings(item(first)) and openings(item(first))[-1] == openings(item(second))[-1]) == alike


@pytest.mark.parametrize("title", ["Wordle", "1 2 3", "12,000", "12:30 1", "1 May 2026", ""])
def test_what_is_too_short_or_only_numbers_has_no_opening(title: str) -> None:
    assert openings(item(title)) == ()


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Morning briefing: storms hit coast", "Morning briefing:"),
        ("Letters of 12 November: rain", "Letters of #:"),
        ("Storms hit the coast", "Storms hit the"),
        ("Norvik: storms hit coast", "Norvik: storms hit"),
        ("Morning briefing - storms hit coast", "Morning briefing -"),
        ("Morning briefing:", "Morning briefing:"),
        ("A ship that nobody had seen for years: found", "A ship that"),
    ],
)
def test_a_colon_ends_an_opening(title: str, words: str) -> None:
    assert opening_of(item(title)) == words


def test_editions_and_columns_of_several_outlets_are_not_joined_by_their_dates() -> None:
    columns = (("Bell", "Evening quiz {} June"), ("Post", "Photos of the day: {} June"), ("Sun", "Letters, {} June"))
    editions = [item(title.format(1 + n), day=100 + n, outlet=outlet) for n in range(6) for outlet, title in columns]
    found = stories(sorted([*told(NOISE, day=99), *editions], key=lambda one: one.day))
    outlets: dict[int, set[str]] = {}
    for one in editions:
        outlets.setdefault(found[one.key], set()).add(one.outlet)
    assert all(len(some) == 1 for some in outlets.values())


@pytest.mark.parametrize(
    "title",
    [
        "Wordle {}",
        "Wordle {} hints",
        "Letters of readers",
        "Daily sudoku {}",
        "Evening quiz {1} November",
        "Wordle hints and the answer for Nov. {1}",
        "Letters to the editor, {1} November 2026",
    ],
)
def test_editions_that_have_only_a_number_are_stories_of_their_own(title: str) -> None:
    body = "Here are hints and the answer of today for everybody who is stuck at the puzzle."
    editions = [
        item(title.format(1230 + n, 1 + n), body, day=100 + n, outlet=outlet)
        for n in range(6)
        for outlet in ("Bell", "Post")
    ]
    found = stories(sorted([*told(NOISE, day=99), *editions], key=lambda one: one.day))
    # Known to be a series from the fourth day on.
    known = [found[one.key] for one in editions[6:]]
    assert len(set(known)) == len(known)
    assert set(known).isdisjoint(found[one.key] for one in editions[:6])


@pytest.mark.parametrize(("title", "left"), [(("a", "b", "c", "d"), ("c", "d")), (("a", "b", "c"), ("a", "b", "c"))])
def test_an_opening_goes_where_enough_remains(title: tuple[str, ...], left: tuple[str, ...]) -> None:
    assert without_opening(ItemTerms(title, ()), ItemTerms(("a", "b"), ())).title == left


def test_frequencies_grow_and_rare_words_weigh_more() -> None:
    counts = DocumentFrequency()
    for _ in range(20):
        counts.add(ItemTerms(("common",), ("common", "other")))
    counts.add(ItemTerms(("rare", "common"), ()))
    weights = counts.weights(ItemTerms(("rare", "common"), ()))
    assert counts.documents == 41
    assert weights["rare"] > weights["common"] > 0
    assert sum(one * one for one in weights.values()) == pytest.approx(1, abs=1e-3)


def test_scores_fall_with_days_and_for_one_outlet() -> None:
    weights = {"bridg": 0.8, "norvik": 0.6}
    one = ClusterMember(1, 1, 100.0, "A", "en", "norvik bridge", "", weights)
    same, later, own = one._replace(outlet="B"), one._replace(outlet="B", day=101.0), one
    assert pair_score(one, same) > pair_score(one, own) > pair_score(one, later)
    assert pair_score(one._replace(series="c"), later._replace(series="c")) < pair_score(one, later)
    assert story_score([0.1, 0.5, 0.3, 0.2]) == pytest.approx((0.5 + 0.3 + 0.2) / 3)


def test_items_just_so_many_days_apart_are_near_one_another_whatever_else_comes() -> None:
    window = TimeWindowIndex()
    window.add(ClusterMember(1, 1, 10.0 + MAX_DAYS_APART, "A", "en", "", "", {"w": 1.0}))
    window.add(ClusterMember(2, 1, 11.0 + MAX_DAYS_APART, "A", "en", "", "", {"v": 1.0}))
    assert [one.key for one in window.candidates("en", 10.0, {"w": 1.0})] == [1]
    assert [one.key for one in window.latest(1, 10.0, 12)] == [1]


def test_a_window_does_not_depend_on_the_order_in_which_items_come() -> None:
    members = [
        ClusterMember(key, key % 3, 10.0 + day, "A", "en", "", "", {"v": 0.5, f"w{key % 2}": 0.3})
        for key, day in enumerate((0, 0.5, 0.5, 0.5, 1, 2, 2, 4, 5, 6))
    ]
    found = []
    for order in (members, members[::-1], members[::2] + members[1::2]):
        window = TimeWindowIndex()
        for number, member in enumerate(order):
            window.add(member)
            if number % 4 == 1:
                window.candidates("en", 12.0, {"v": 1.0, "w1": 0.5})
        found.append(
            [
                [window.candidates("en", day, {"v": 1.0, "w1": 0.5}) for day in (8.0, 12.0, 13.5, 18.0)],
                [window.latest(story, day, 2) for story in range(3) for day in (10.0, 13.0, 16.0)],
            ]
        )
    assert found[0] == found[1] == found[2]
    assert [one.key for one in found[0][0][0]] == [1, 3, 0, 2, 4]


def test_a_window_forgets_what_is_long_past_and_finds_the_rest() -> None:
    window = TimeWindowIndex()
    for number in range(5000):
        window.add(ClusterMember(number, number, number / 100, "A", "en", "", "", {"w": 1.0}))
        window.maybe_prune()
    assert len(window) == 601
    assert [one.key for one in window.candidates("en", 50.0, {"w": 1.0})] == list(range(4900, 4920))


WIRE = "The council of Norvik voted on Tuesday to close the harbour bridge for repairs that will take at least six weeks and cost two million crowns."


@pytest.mark.parametrize(
    ("text", "others", "expected"),
    [
        (WIRE, (f"NORVIK (XP) — {WIRE}", "Something else altogether, told at some length by somebody who was there and saw all of it with his own eyes."), (0,)),
        (WIRE, (WIRE[:-20], WIRE.replace("Tuesday", "tuesday") + " More was said about it later, at length and in detail."), (0, 1)),
        ("Short and the same.", ("Short and the same.",), ()),
        (WIRE, (" ".join(reversed(WIRE.split())),), ()),
        (WIRE, (), ()),
    ],
)  # fmt: skip
def test_copies_of_one_text_are_told(text: str, others: tuple[str, ...], expected: tuple[int, ...]) -> None:
    told = [CopyText("", other, None) for other in others]
    assert find_originals(CopyText("", text, None), told, "en") == expected


def test_what_follows_from_the_readers_word() -> None:
    links = Constraints(must_link=[(1, 2), (2, 3), (5, 6)], cannot_link=[(3, 5), (1, 9), (1, 2)])
    assert links.must_link(1) == {2, 3}
    assert links.cannot_link(2) == {5, 6, 9}
    assert links.cannot_link(6) == {1, 2, 3}
    assert links.must_link(9) == frozenset()
    assert links.cannot_link(7) == links.must_link(7) == frozenset()


def test_a_stream_is_grouped_hour_by_hour_whatever_its_order() -> None:
    items = [*told(NOISE), *told(BRIDGE), *told(TEACHERS)]
    expected = {one.key: one.story for one in cluster(items)}
    assert {one.key: one.story for one in cluster(reversed(items))} == expected


def test_days_are_counted_in_utc() -> None:
    assert day_of(datetime(1970, 1, 2, 12, tzinfo=UTC)) == 1.5


# Properties

TEXTS = (*BRIDGE, *TEACHERS, *NOISE)


@st.composite
def streams(draw: st.DrawFn) -> list[ClusterItem]:
    some = draw(
        st.lists(st.tuples(st.integers(0, len(TEXTS) - 1), st.integers(0, 120), st.booleans()), min_size=1, max_size=25)
    )
    items = [
        ClusterItem(key, *TEXTS[text], f"Outlet {key % 4}", 100 + hour / 12, "de" if foreign else "en")
        for key, (text, hour, foreign) in enumerate(some, 1)
    ]
    return sorted(items, key=lambda one: (one.day, one.key))


@given(streams(), st.data())
@settings(max_examples=60, deadline=None)
def test_going_on_after_a_break_gives_the_same_as_never_stopping(items: list[ClusterItem], data: st.DataObject) -> None:
    whole = StoryClusterer()
    whole.add_batch(items)
    members = [whole.assign(one) for one in items]
    break_at = data.draw(st.integers(0, len(items)))
    before = StoryClusterer()
    before.add_batch(items)
    early = [before.assign(one) for one in items[:break_at]]
    after = StoryClusterer(
        first_story=max((one.story for one in early), default=0) + 1,
        frequencies={
            name: DocumentFrequency(before.frequencies(name).counts, before.frequencies(name).documents)
            for name in ("en", "de")
        },
        index=window_of(data.draw(st.permutations(early))),
    )
    after.add_batch(items[break_at:], counted=True)
    assert early + [after.assign(one) for one in items[break_at:]] == members


@given(streams(), st.data())
@settings(max_examples=60, deadline=None)
def test_the_readers_word_is_always_respected(items: list[ClusterItem], data: st.DataObject) -> None:
    keys = st.integers(1, len(items))
    pairs = st.lists(st.tuples(keys, keys), max_size=6)
    together, apart = data.draw(pairs), data.draw(pairs)
    links = Constraints(together, apart)
    found = stories(items, constraints=links)
    for key in found:
        assert all(found[key] == found[one] for one in links.must_link(key))
        assert all(found[key] != found[one] for one in links.cannot_link(key))
    assert all(found[a] == found[b] for a, b in together)


@given(streams())
@settings(max_examples=60, deadline=None)
def test_placing_more_never_moves_what_has_its_place(items: list[ClusterItem]) -> None:
    clusterer = StoryClusterer()
    clusterer.add_batch(items)
    places: dict[int, int] = {}
    for one in items:
        placed = clusterer.assign(one)
        assert placed.key not in places
        places[placed.key] = placed.story
    assert stories(items) == places
    assert min(places.values()) == 1
    assert set(places.values()) == set(range(1, max(places.values()) + 1))
