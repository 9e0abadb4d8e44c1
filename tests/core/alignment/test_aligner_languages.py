"""Alignment in other languages than English, on sentences written for this test."""

from __future__ import annotations

import pytest

from newsdiff.core.alignment.aligner import align
from newsdiff.core.alignment.language_support import language_notices
from newsdiff.core.articles.build import article as made
from newsdiff.core.models import Article, RawArticle
from newsdiff.wording import language_notice

STORIES = {
    "de": (
        "Ein Sturm hat am Dienstag den Hafen von Nordstrand überflutet und 49 Familien aus ihren Häusern vertrieben. Bürgermeisterin Ruth Petersen sagte, die Mauer sei seit 1998 nicht repariert worden. „Man hat uns eine neue Mauer versprochen“, sagte sie den Bewohnern. Die Schulen bleiben bis Freitag geschlossen.",
        "Bei dem Sturm in Nordstrand mussten 49 Familien ihre Häuser verlassen, nachdem der Hafen überflutet worden war. Seit 1998 wurde die Mauer nicht mehr repariert, erklärte die Bürgermeisterin Petersen. „Man hat uns eine neue Mauer versprochen und einen Bericht geliefert“, rief sie. Versicherer rechnen mit Schäden von 20 Millionen Euro.",
    ),
    "fr": (
        "Une tempête a inondé mardi le port de Saint-Vaast et chassé 49 familles de leurs maisons. La maire Ruth Petit a déclaré que le mur n'avait pas été réparé depuis 1998. « On nous avait promis un nouveau mur », a-t-elle dit aux habitants. Les écoles resteront fermées jusqu'à vendredi.",
        "À Saint-Vaast, 49 familles ont dû quitter leur maison après l'inondation du port par la tempête. Selon la maire, Ruth Petit, le mur n'a plus été réparé depuis 1998. « On nous avait promis un nouveau mur et on nous a donné un rapport », a-t-elle lancé. Les assureurs attendent 20 millions d'euros de dégâts.",
    ),
    "es": (
        "Una tormenta inundó el martes el puerto de Almeja y expulsó a 49 familias de sus casas. La alcaldesa Ruth Paredes dijo que el muro no se reparaba desde 1998. «Nos prometieron un muro nuevo», dijo a los vecinos. Las escuelas seguirán cerradas hasta el viernes.",
        "En Almeja, 49 familias tuvieron que dejar sus casas cuando la tormenta inundó el puerto. El muro no se había reparado desde 1998, según la alcaldesa Paredes. «Nos prometieron un muro nuevo y nos dieron un informe», protestó. Las aseguradoras esperan daños por 20 millones.",
    ),
    "uk": (
        "Буревій у вівторок затопив порт Чорнівки і вигнав 49 родин із їхніх домівок. Мерка Рута Петренко заявила, що стіну не ремонтували з 1998 року. «Нам обіцяли нову стіну», — сказала вона мешканцям. Школи будуть зачинені до п'ятниці.",
        "У Чорнівці 49 родин покинули домівки після того, як буревій затопив порт. За словами мерки Рути Петренко, стіна не ремонтувалася з 1998 року. «Нам обіцяли нову стіну, а дали звіт», — обурилася вона. Страховики очікують збитків на 20 мільйонів.",
    ),
    "ru": (
        "Шторм во вторник затопил порт Чернозёрска и выгнал 49 семей из домов. Мэр Рут Петрова заявила, что стену не ремонтировали с 1998 года. «Нам обещали новую стену», — сказала она жителям. Школы будут закрыты до пятницы.",
        "В Чернозёрске 49 семьям пришлось покинуть дома, когда шторм затопил порт. По словам мэра Рут Петровой, стена не ремонтировалась с 1998 года. «Нам обещали новую стену, а дали отчёт», — возмутилась она. Страховщики ждут ущерба на 20 миллионов.",
    ),
    "tr": (
        "Fırtına salı günü Karaburun limanını su altında bıraktı ve 49 aileyi evlerinden etti. Belediye başkanı Ayşe Demir, duvarın 1998'den beri onarılmadığını söyledi. “Bize yeni bir duvar söz verilmişti” dedi. Okullar cuma gününe kadar kapalı kalacak.",
        "Karaburun'da fırtına limanı su altında bırakınca 49 aile evlerini terk etti. Başkan Ayşe Demir'e göre duvar 1998'den beri onarılmadı. “Bize yeni bir duvar söz verilmişti, bir rapor verdiler” diye konuştu. Sigortacılar 20 milyonluk zarar bekliyor.",
    ),
    "ar": (
        "أغرقت عاصفة يوم الثلاثاء ميناء النخيل وأخرجت 49 عائلة من منازلها. قالت رئيسة البلدية ليلى حداد إن الجدار لم يُصلح منذ عام 1998. «وعدونا بجدار جديد» قالت للسكان. ستبقى المدارس مغلقة حتى الجمعة.",
        "في مدينة النخيل غادرت 49 عائلة منازلها بعد أن أغرقت العاصفة الميناء. وبحسب رئيسة البلدية ليلى حداد لم يُصلح الجدار منذ عام 1998. «وعدونا بجدار جديد وأعطونا تقريرا» قالت غاضبة. تتوقع شركات التأمين أضرارا بقيمة 20 مليونا.",
    ),
    "zh": (
        "周二的风暴淹没了东港码头，49个家庭被迫离开家园。市长李若兰说，这道海堤自1998年以来没有修过。“他们答应给我们一道新海堤。”她对居民说。学校将关闭到周五。",
        "风暴淹没东港码头后，49个家庭离开了家园。据市长李若兰介绍，海堤从1998年起就没有修过。“他们答应给我们一道新海堤，却只给了一份报告。”她说。保险公司预计损失两千万。",
    ),
    "ja": (
        "火曜日の嵐で東港の埠頭が浸水し、49世帯が自宅を離れた。鈴木市長は、堤防が1998年から修理されていないと述べた。「新しい堤防を約束された」と市長は住民に語った。学校は金曜日まで休校となる。",
        "東港では嵐で埠頭が浸水し、49世帯が自宅を離れざるを得なかった。鈴木市長によると、堤防は1998年から修理されていなかった。「新しい堤防を約束されたのに、報告書しか届かない」と市長は憤った。保険会社は損害を二千万と見込む。",
    ),
}  # fmt: skip


def read(outlet: str, text: str, language: str | None = None) -> Article:
    return made(RawArticle(text=text, source=f"{outlet}.txt", outlet=outlet, title="T", language=language))


@pytest.mark.parametrize("language", STORIES)
def test_sentences_that_say_the_same_are_linked_in_every_language(language: str) -> None:
    one, other = (read(outlet, text, language) for outlet, text in zip("AB", STORIES[language], strict=True))
    assert (one.language, other.language) == (language, language)
    assert (len(one.sentences), len(other.sentences)) == (4, 4)
    found = {(match.a.sentence, match.b.sentence) for match in align([one, other]).matches if match.level}
    assert {(0, 0), (1, 1), (2, 2)} <= found
    assert not any(3 in pair for pair in found)


def test_texts_in_two_languages_are_not_compared_and_that_is_said() -> None:
    one, other = read("A", STORIES["de"][0]), read("B", STORIES["fr"][0])
    found = align([one, other], min_score=0)
    assert found.matches == ()
    assert tuple(map(language_notice, language_notices(found.articles))) == (
        "A is in German, B is in French: articles in different languages are not compared.",
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ()),
        ("de", ()),
        ("uk", ("newsdiff knows no word forms of Ukrainian: some matches are missed.",)),
        ("ja", ("newsdiff compares Japanese by pairs of characters: scores are less sure.",)),
        ("ar", ("Arabic is drawn by the terminal as it can: newsdiff does not reorder lines.",)),
        ("sw", ("newsdiff knows no function words of this language (sw): scores are less sure.",)),
        ("", ("The language of A could not be told: scores are less sure.",)),
    ],
)
def test_what_is_known_of_a_language_is_said(language: str, said: tuple[str, ...]) -> None:
    story = [
        made(RawArticle(text="Aaa bbb ccc ddd eee.", source="a", outlet=outlet, language=language)) for outlet in "AB"
    ]
    if language:
        assert {one.language for one in story} == {language}
    else:
        story[1] = made(RawArticle(text="The mayor said that she would be at the harbour.", source="b", outlet="B"))
    assert tuple(map(language_notice, language_notices(story))) == said


KINDS = {
    "a live blog": (
        "14:05 Police close the harbour road in Eastport after the storm.\n\n14:20 Mayor Ruth Oyelaran says 49 families have left their homes.\n\n15:02 The ferry to Norwick is cancelled until Friday.",
        "49 families have left their homes in Eastport, Mayor Ruth Oyelaran says. The harbour road was closed by police. Ferries to Norwick will not sail until Friday.",
    ),
    "a list": (
        "What we know so far:\n\n- Police closed the harbour road in Eastport.\n- Mayor Ruth Oyelaran says 49 families left their homes.\n- The ferry to Norwick is cancelled until Friday.",
        "49 families have left their homes in Eastport, Mayor Ruth Oyelaran says. The harbour road was closed by police. Ferries to Norwick will not sail until Friday.",
    ),
    "an interview": (
        "Tide: When did you close the harbour road in Eastport?\n\nOyelaran: Police closed the harbour road at noon. 49 families had left their homes by then.\n\nTide: And the ferry to Norwick?\n\nOyelaran: It is cancelled until Friday.",
        "49 families had left their homes in Eastport, Mayor Ruth Oyelaran said. The harbour road was closed by police at noon. The ferry to Norwick is cancelled until Friday.",
    ),
    "capitals and a dateline": (
        "EASTPORT, Maine (Wire) — Police closed the harbour road in Eastport after the storm.\n\nFAMILIES LEAVE HOMES\n\nMayor Ruth Oyelaran said 49 families had left their homes by the evening. The ferry to Norwick is cancelled until Friday.",
        "49 families have left their homes in Eastport, Mayor Ruth Oyelaran says. The harbour road was closed by police after the storm. Ferries to Norwick will not sail until Friday.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_sentences_are_linked_in_every_kind_of_text(kind: str) -> None:
    story = [read(outlet, text, "en") for outlet, text in zip("AB", KINDS[kind], strict=True)]
    found = align(story)
    said = [(found.sentence(match.a).text, found.sentence(match.b).text) for match in found.matches if match.level]
    for word in ("road", "families", "Friday"):
        assert any(word in one and word in other for one, other in said), word
    assert not any(found.sentence(match.a).heading for match in found.matches)


def test_a_table_of_scores_is_not_one_great_match() -> None:
    table = "\n".join(
        f"{home} 2-1 {away}"
        for home, away in [("Easton", "Weston"), ("Norton", "Sutton"), ("Midton", "Upton"), ("Aldham", "Norwick")]
    )
    report = "Easton beat Weston by two goals to one on a wet night. Aldham lost at home for the first time since May."
    found = align(
        [read("A", f"Results of the day, as they came in from the grounds.\n\n{table}", "en"), read("B", report, "en")]
    )
    assert sum(match.level is not None for match in found.matches) <= 2
