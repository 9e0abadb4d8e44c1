from __future__ import annotations

import pytest
import Stemmer
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdiff.core.text.language_id import DETECTED, STEMMERS, detect, detect_common, language_code, stop_words
from newsdiff.core.text.normalize import fold
from newsdiff.core.text.stopwords import WORDS

SAMPLES = {
    "en": "The mayor said that the bridge would stay closed, although no one had been hurt when it fell on Monday.",
    "de": "Die Bürgermeisterin sagte, dass die Brücke gesperrt bleibt, obwohl bei dem Unfall niemand verletzt wurde.",
    "fr": "La maire a dit que le pont resterait fermé, bien que personne n’ait été blessé lors de la chute de la grue.",
    "es": (
        "La alcaldesa dijo que el puente seguirá cerrado, aunque nadie resultó herido cuando se cayó la grúa el lunes."
    ),
    "it": "La sindaca ha detto che il ponte resterà chiuso, anche se nessuno è rimasto ferito quando è caduta la gru.",
    "pt": (
        "A prefeita disse que a ponte não vai abrir, embora ninguém tenha ficado ferido quando o guindaste caiu na rua."
    ),
    "nl": "De burgemeester zei dat de brug dicht blijft, hoewel er niemand gewond is geraakt toen de kraan omviel.",
    "sv": "Borgmästaren sade att bron ska vara stängd, även om ingen skadades när kranen föll och det blev mycket oro.",
    "da": (
        "Borgmesteren sagde, at broen forbliver lukket, selv om ingen blev såret, da kranen væltede efter en "
        "storm. Det er ikke noget nyt."
    ),
    "no": (
        "Ordføreren sa at broen skal være stengt, selv om ingen ble skadet da kranen falt, og hva som skjer "
        "nå er uklart."
    ),
    "fi": (
        "Pormestari sanoi, että silta on suljettu, vaikka kukaan ei loukkaantunut, kun nosturi kaatui. Hän "
        "on myös huolissaan."
    ),
    "pl": (
        "Burmistrz powiedziała, że most będzie zamknięty, choć nikt nie został ranny, gdy dźwig przewrócił "
        "się na drogę."
    ),
    "cs": (
        "Starostka řekla, že most zůstane uzavřen, i když se při pádu jeřábu nikdo nezranil a škody jsou podle ní malé."
    ),
    "sk": (
        "Starostka povedala, že most zostane zatvorený, aj keď sa pri páde žeriava nikto nezranil, a škody "
        "sú podľa nej malé."
    ),
    "tr": (
        "Belediye başkanı, vinç devrildiğinde kimse yaralanmamış olsa da köprünün kapalı kalacağını ve bunun "
        "gerekli olduğunu söyledi."
    ),
    "hu": (
        "A polgármester azt mondta, hogy a híd zárva marad, bár senki sem sérült meg, amikor a daru és az "
        "állvány ledőlt."
    ),
    "ro": "Primarul a spus că podul va rămâne închis, deși nimeni nu a fost rănit când macaraua a căzut pe șosea.",
    "ca": (
        "L’alcaldessa va dir que el pont estarà tancat, tot i que ningú no va prendre mal quan la grua va "
        "caure amb els vents."
    ),
    "ru": (
        "Мэр сказала, что мост останется закрытым, хотя никто не пострадал, когда упал кран. Она это повторила ещё раз."
    ),
    "uk": "Мерка сказала, що міст залишиться закритим, хоча ніхто не постраждав, коли впав кран.",
    "bg": "Кметът каза, че мостът ще остане затворен, въпреки че никой не е пострадал, когато кранът е паднал.",
    "sr": "Градоначелница је рекла да ће мост остати затворен, иако нико није повређен када је дизалица пала.",
    "el": "Η δήμαρχος είπε ότι η γέφυρα θα μείνει κλειστή.",
    "ar": "قالت رئيسة البلدية إن الجسر سيبقى مغلقا على الرغم من أنه لم يصب أحد في هذا الحادث.",
    "fa": "شهردار گفت که پل بسته خواهد ماند، هرچند هیچ کس در این حادثه آسیب ندیده است.",
    "ur": "میئر نے کہا کہ پل بند رہے گا، اگرچہ اس حادثے میں کوئی زخمی نہیں ہوا ہے۔",
    "he": "ראש העיר אמרה כי הגשר יישאר סגור.",
    "hi": "महापौर ने कहा कि पुल बंद रहेगा, हालांकि कोई घायल नहीं हुआ है।",
    "th": "นายกเทศมนตรีกล่าวว่าสะพานจะยังคงปิด",
    "ko": "시장은 다리가 계속 폐쇄될 것이라고 말했다.",
    "ja": "市長は橋が閉鎖されたままになると述べた。",
    "zh": "市长说大桥将继续关闭，虽然没有人受伤。",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_a_language_is_told_from_a_sentence_or_two(language: str) -> None:
    assert detect(SAMPLES[language]) == language


@pytest.mark.parametrize(
    "text",
    ["", "   ", "12 345", "Crane falls in Port Marlow", "Zelensky Putin Erdoğan Macron", "… — !", "a b c", "Кран упал"],
)
def test_nothing_is_claimed_of_a_few_words(text: str) -> None:
    assert detect(text) == ""


def test_foreign_names_do_not_change_the_language() -> None:
    english = SAMPLES["en"] + " Erdoğan, Łódź, Škoda, Çiğdem Öz and Đoković said so, and «Правда» quoted them."
    assert detect(english) == "en"
    assert detect(SAMPLES["ru"] + " Microsoft, Facebook, Google, New York Times, Bloomberg.") == "ru"


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    long = SAMPLES["de"] + " " + "x " * 2000
    assert detect(long + SAMPLES["fr"] * 500) == detect(long)


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_gets_a_known_code_or_none(text: str) -> None:
    assert detect(text) in {"", *DETECTED}


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en-GB", "en"),
        ("pt_BR", "pt"),
        (" DE ", "de"),
        ("nb", "no"),
        ("nn-NO", "no"),
        ("iw", "he"),
        ("", ""),
        ("english", ""),
        ("x", ""),
    ],
)
def test_a_language_tag_gives_its_code(tag: str, expected: str) -> None:
    assert language_code(tag) == expected


def test_every_stemmer_named_is_one_that_snowball_has() -> None:
    assert set(STEMMERS.values()) <= set(Stemmer.algorithms())


def test_stop_words_are_folded_and_there_for_every_listed_language() -> None:
    for language in WORDS:
        words = stop_words(language)
        assert len(words) >= 25
        assert all(word == fold(word) for word in words)
    assert {"the", "isn't", "themselves", "between"} <= stop_words("en")
    assert "fur" in stop_words("de")
    assert stop_words("xx") == frozenset()
    assert 120 <= len(stop_words("en")) <= 190


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Tesla unveils the cheaper Model Y. Shares rose, and analysts were surprised.", "en"),
        ("Ministers were told of the risks before the dam burst.", "en"),
        ("Верховна Рада ухвалила державний бюджет України", "uk"),
        ("Президент Зеленський зустрівся з канцлером", "uk"),
        ("Новые выборы пройдут осенью", "ru"),
        # Letters of both together, and none of those that it lacks.
        ("Новыя выбары пройдуць увосень, кажа міністр", "be"),
        ("Bayern Dortmund 3:1", ""),
    ],
)
def test_a_short_text_is_told_by_what_no_other_language_has(text: str, language: str) -> None:
    assert detect(text) == language


def test_headlines_tell_their_language_together_though_none_does_alone() -> None:
    titles = [
        "Incendios arrasan la costa gallega",
        "Suben los precios del aceite por la sequía",
        "Dimite el alcalde de Vigo",
        "Una huelga para los trenes",
    ]
    assert [detect(one) for one in titles[:3]] == [""] * 3
    assert detect_common(titles) == "es"
    assert detect_common([]) == ""
