from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.core.articles.boilerplate import remove_boilerplate

LEDE = (
    "A crane fell onto the harbour bridge on Monday morning, injuring three workers and closing the road to the island."
)
NEXT = (
    "The mayor said at a news conference that the bridge would stay closed until the end of the month, if not longer."
)
MORE = "Nobody had expected it, said the harbour master, who inspected the crane only a week before it fell down."
LAST = (
    "Ferries run every hour from the old pier, and about four thousand people on the island depend on them every day."
)

ANYWHERE = {
    "page furniture": """
        Others are reading now | Also read | Read more | Read also: | » Read more » | Related articles | Advertisement
        — ADVERTISEMENT — | [Advertisement] | Subscribe to our newsletter | Subscribe to our newsletter and never miss a story.
        Sign up for our daily newsletter! | Share this article | Share | Share on Facebook | Follow us on X | Sign up
        Follow Jane Doe on Twitter | Click here to read more | We use cookies to improve your experience. | Comments (12)
        12 comments | 5 min read | © 2025 Example News. All rights reserved. | Tags: bridge, crane | #bridge #crane
        Read more: Why the crane fell | Read more: Who owns the crane? | Watch: The crane falls | Story continues below advertisement
        Skip to main content | Listen to this article | Loading... | Copy link | Most Read in World | Recommended Stories
        Copyright 2025 The Example Press. All rights reserved. | Contact Jane Doe at jane@example.com | View comments | ***
        Lesen Sie auch | Lesen Sie auch: Wem gehört der Kran? | Werbung | Artikel teilen | Lesezeit: 5 Min. | Anzeige
        À lire aussi | À lire aussi : À qui est la grue ? | Publicité | Partager cet article | Abonnez-vous
        Lea también | Publicidad | Suscríbete a nuestro boletín | Leggi anche | Pubblicità | Leia também | Publicidade
        Lees ook | Advertentie | Czytaj także | Reklama | Читайте також: | Читайте також: Чий це кран | Реклама
        Підписуйтесь на наш канал у Telegram | Читайте также | Подписывайтесь на наш телеграм-канал | Поделиться
        延伸阅读 | 関連記事 | Jetzt kommentieren | قراءة المزيد | اقرأ المزيد | ادامه مطلب | Baca selengkapnya | Xem thêm
        Baca juga: Feri terlambat | Article continues below
        """,
    "photo credit": """
        Image: Getty | Photo by Jane Doe | (AP Photo/Jane Doe) | A crane on the bridge on May 12, 2025. (AP Photo/Jane Doe)
        The crane on the bridge.CreditJane Doe/Reuters | Getty Images | AFP via Getty Images | Image source, Reuters
        Image caption, The crane on the bridge | Foto: dpa | Фото: УНІАН
        """,
    "byline": "Jane Doe contributed to this report. | Reporting by Jane Doe in Kyiv; Editing by John Roe",
    "republication notice": """
        This article originally appeared on Example and was republished with permission.
        date 2025-05-12 This article originally appeared on Example and was republished with permission.
        Republished under a Creative Commons license
        """,
    "date line": "Updated 3:14 PM EDT, May 12, 2025 | Published: 12 May 2025 | Stand: 12.05.2025, 10:00 Uhr",
}
CONTINUATIONS = """
    Read more… | Read more » | [Read more] | Read More at The Bell | Continue reading | Continue reading →
    Continue reading “A crane falls” | Read on & comment | Read on &amp; comment » | Read the rest of this entry »
    Read full article at The Bell | Read the full story here | Keep reading… | Full story » | View Entire Post ›
    Click here to read the whole report | The post A crane falls appeared first on The Bell.
    Weiterlesen… | Mehr lesen | Lire la suite | Continuer la lecture de « La grue » | Leer más | Sigue leyendo
    Leggi tutto | Continua a leggere | Leia mais | Lees verder | Läs mer | Læs mere | Czytaj dalej | Читать далее
    Читати далі | 続きを読む | 阅读全文
    """
"""What leads from an excerpt to the rest of its article."""
AT_THE_EDGES = {
    "byline": """
        By Jane Doe | By JANE DOE, Associated Press | By Jane Doe and John Roe | By Jane Doe · May 12, 2025 | By Reuters
        Von Anna Weber | Par Jeanne Dupont | Por Juan Pérez | Jane Doe, Staff Writer | The Associated Press
        """,
    "date line": "May 12, 2025 | 12 травня 2025, 10:30 | 3 hours ago | 2025年5月12日",
    "republication notice": "Originally published on example.com | Zuerst erschienen in der Beispielzeitung",
}
PROSE = """
    Advertisement spending rose 5% in the first quarter. | Read more than ten books a year and you are rare.
    Others are reading now what was written then. | Share prices fell on Monday. | Sign up for health insurance by Dec. 15.
    By Monday morning, the troops had left. | By The Numbers | The story first appeared in a magazine in 1948.
    We tested cookies from ten bakeries. | Photo by photo, the exhibition shows the war. | Follow the money
    Comments by the president angered the mayor. | Related violence has killed ten people this year. | In 2024
    Published figures show that prices rose. | Updated rules take effect on Monday. | Sanctions coming | The challenge
    Reporting by The Herald has shown that he knew. | What about the court? | Click here and there went the cameras.
    Listen: this is not over. | Copyright law is changing fast. | On May 12, 2025, the court ruled. | Live and let live
    Anzeige erstattete die Polizei am Montag. | Комментарии президента вызвали споры. | Подписка на газету подорожала.
    Compartir la riqueza es necesario. | Publicité mensongère : la marque condamnée | Follow-up talks planned
    Reuters reported on Tuesday that the talks had failed. | Credit Union falls by ten percent.
    """


def cases(table: dict[str, str]) -> list[tuple[str, str]]:
    """The lines of a table, each with its reason."""
    return [(line, reason) for reason, lines in table.items() for line in listed(lines)]


def listed(lines: str) -> list[str]:
    """What a text holds between bars and line breaks."""
    return [line.strip() for row in lines.splitlines() for line in row.split(" | ") if line.strip()]


@pytest.mark.parametrize(("line", "reason"), cases(ANYWHERE))
@pytest.mark.parametrize("at", [0, 2, 3])
def test_furniture_goes_with_its_reason_wherever_it_stands(line: str, reason: str, at: int) -> None:
    lines = [LEDE, NEXT, LAST]
    kept, removed = remove_boilerplate([*lines[:at], line, *lines[at:]])
    assert kept == (LEDE, NEXT, LAST)
    assert [(one.text, one.reason) for one in removed] == [(line, reason)]


@pytest.mark.parametrize("words", listed(CONTINUATIONS))
def test_what_leads_to_the_rest_of_the_article_is_no_sentence(words: str) -> None:
    kept, removed = remove_boilerplate([LEDE, LAST, words])
    assert (kept, [one.text for one in removed]) == ((LEDE, LAST), [words])
    kept, removed = remove_boilerplate([LEDE, f"{LAST} {words}"])
    assert (kept, [(one.text, one.reason) for one in removed]) == ((LEDE, LAST), [(words, "page furniture")])


@pytest.mark.parametrize("words", ["Share", "Print this article", "Facebook Twitter E-mail", "Share | Tweet", "Teilen"])
def test_buttons_behind_the_last_sentence_are_none_of_it(words: str) -> None:
    kept, removed = remove_boilerplate([LEDE, f"{LAST} {words}"])
    assert (kept, [(one.text, one.reason) for one in removed]) == ((LEDE, LAST), [(words, "page furniture")])


@pytest.mark.parametrize(
    "last",
    [
        "She had posted the picture of the fallen crane from the harbour on Facebook",
        "What the pupils of the island are to do with the pictures of the crane? Share.",
        "The man who owns the crane in the harbour is known to the police as Mr. X",
        "In her new flat in the old harbour she wants to sleep longer and to read more.",
        "The pupils of the island are to write less in the coming year, and read more",
        "He told the class of the school on the island to continue reading",
        "The full story of the crane is told by the harbour master in his book.",
        "More",
    ],
)
def test_prose_that_ends_in_such_words_stays_whole(last: str) -> None:
    assert remove_boilerplate([LEDE, f"{NEXT} {last}"]) == ((LEDE, f"{NEXT} {last}"), ())


@pytest.mark.parametrize(("line", "reason"), cases(AT_THE_EDGES))
def test_bylines_and_dates_go_at_the_edges_of_a_page_and_stay_inside(line: str, reason: str) -> None:
    for page in ([line, LEDE, NEXT, LAST], [LEDE, line, NEXT, LAST], [LEDE, NEXT, LAST, line]):
        assert [(one.text, one.reason) for one in remove_boilerplate(page)[1]] == [(line, reason)]
    inside = (LEDE, NEXT, MORE, line, LAST)
    assert remove_boilerplate(inside) == (inside, ())


@pytest.mark.parametrize("line", listed(PROSE))
@pytest.mark.parametrize("at", [0, 3, 4])
def test_prose_stays_whatever_it_speaks_of(line: str, at: int) -> None:
    lines = [LEDE, NEXT, MORE, LAST]
    page = (*lines[:at], line, *lines[at:])
    assert remove_boilerplate(page) == (page, ())


def test_a_line_that_stands_twice_goes_the_second_time() -> None:
    kept, removed = remove_boilerplate([LEDE, "Also read", LEDE.upper(), NEXT])
    assert kept == (LEDE, NEXT)
    assert [one.reason for one in removed] == ["page furniture", "repeats an earlier line"]


def test_a_short_line_may_stand_twice() -> None:
    page = (LEDE, "Applause.", NEXT, "Applause.", LAST)
    assert remove_boilerplate(page) == (page, ())


def test_a_list_of_other_articles_at_the_end_goes_and_one_inside_stays() -> None:
    others = ["Related articles", "Ferry prices rise again", "- Ten years of the bridge"]
    kept, removed = remove_boilerplate([LEDE, NEXT, *others])
    assert kept == (LEDE, NEXT)
    assert [one.text for one in removed] == ["Related articles", "Ferry prices rise again", "Ten years of the bridge"]
    assert remove_boilerplate([LEDE, *others, NEXT])[0] == (LEDE, *others[1:], NEXT)


def test_headings_after_a_link_stay_in_an_article_of_short_paragraphs() -> None:
    page = [
        "It fell on Monday, and nobody was hurt at all.",
        "Also read",
        "The bridge",
        "It is closed, the mayor said on Monday.",
    ]
    assert remove_boilerplate([*page, "The pier", "It is open, the harbour master said today."])[0] == (
        page[0],
        *page[2:],
        "The pier",
        "It is open, the harbour master said today.",
    )


def test_a_notice_before_a_paragraph_goes_and_the_paragraph_stays() -> None:
    notice = "This article originally appeared on Example and was republished with permission."
    kept, removed = remove_boilerplate([f"{notice} {LEDE}", NEXT])
    assert kept == (LEDE, NEXT)
    assert [(one.text, one.reason) for one in removed] == [(notice, "republication notice")]


def test_marks_of_headings_and_items_do_not_hide_furniture() -> None:
    kept, removed = remove_boilerplate(["## Read more", "- Share", LEDE, "## The bridge", NEXT])
    assert kept == (LEDE, "## The bridge", NEXT)
    assert [one.text for one in removed] == ["Read more", "Share"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=120), max_size=8))
@settings(deadline=None)
def test_every_line_is_kept_or_removed_once(lines: list[str]) -> None:
    kept, removed = remove_boilerplate(lines)
    assert len(kept) + len(removed) >= len(lines)
    assert set(kept[:-1]) <= set(lines)
    # Of the last one, its end may be gone.
    assert not kept or any(line.startswith(kept[-1]) for line in lines)
