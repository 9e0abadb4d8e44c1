"""Forms of number words that the tables of `locale_tables` lack: case, gender, parts of longer numbers, and kin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_RU_SOFT: Final = {
    5: "пят", 6: "шест", 7: "сем", 9: "девят", 10: "десят", 11: "одиннадцат", 12: "двенадцат", 13: "тринадцат",
    14: "четырнадцат", 15: "пятнадцат", 16: "шестнадцат", 17: "семнадцат", 18: "восемнадцат", 19: "девятнадцат",
    20: "двадцат", 30: "тридцат",
}  # fmt: skip
_UK_SOFT: Final = {
    5: "п'ят", 6: "шіст шест", 9: "дев'ят", 10: "десят", 11: "одинадцят", 12: "дванадцят", 13: "тринадцят",
    14: "чотирнадцят", 15: "п'ятнадцят", 16: "шістнадцят", 17: "сімнадцят", 18: "вісімнадцят", 19: "дев'ятнадцят",
    20: "двадцят", 30: "тридцят", 50: "п'ятдесят", 60: "шістдесят", 70: "сімдесят", 80: "вісімдесят",
}  # fmt: skip
_CS_TENS: Final = {
    20: "dvacet", 30: "třicet", 40: "čtyřicet", 50: "padesát", 60: "šedesát", 70: "sedmdesát", 80: "osmdesát",
    90: "devadesát",
}  # fmt: skip
_CS_UNITS: Final = ("jedna jeden", "dva", "tři", "čtyři", "pět", "šest", "sedm", "osm", "devět")


def _each(stems: Mapping[int, str], *endings: str) -> dict[int, str]:
    return {
        number: " ".join(stem + ending for stem in written.split() for ending in endings)
        for number, written in stems.items()
    }


def _russian() -> dict[int, str]:
    hundreds = {2: "двух", 3: "трёх трех", 4: "четырёх четырех"}
    stems = {5: "пят", 6: "шест", 7: "сем", 8: "восьм", 9: "девят"}
    forms = (
        _each(_RU_SOFT, "и", "ью")
        | {7: "семи"}
        | {2: "двум двумя", 3: "трём трем тремя", 4: "четырём четырем четырьмя", 8: "восьми восьмью восемью"}
    )
    forms |= {40: "сорока", 90: "девяноста", 100: "ста"}
    # "Семью" is far more often a family.
    forms |= {number * 10: f"{stem}идесяти {stem}ьюдесятью" for number, stem in stems.items() if number < 9}
    forms |= {number * 100: " ".join(f"{form}сот" for form in written.split()) for number, written in hundreds.items()}
    forms |= {number * 100: f"{stem}исот {stem}ьюстами" for number, stem in stems.items()}
    return forms


def _ukrainian() -> dict[int, str]:
    forms = _each(_UK_SOFT, "и", "ьох", "ьом", "ьма", "ьома") | {
        2: "двом двома",
        3: "трьом трьома",
        4: "чотирьом чотирма",
    }
    forms |= {7: "семи сімох сімом сімома", 8: "восьми вісьмох вісьмом вісьма"}
    forms |= {40: "сорока", 90: "дев'яноста", 100: "ста", 200: "двохсот", 300: "трьохсот", 400: "чотирьохсот"}
    for number, (ones, fifty) in enumerate(
        [("п'яти", "п'ят"), ("шести", "шіст"), ("семи", "сім"), ("восьми", "вісім"), ("дев'яти", "дев'ят")], 5
    ):
        forms[number * 100] = f"{ones}сот {fifty}сот"
    return forms


def _polish() -> dict[int, str]:
    teens = "jeden dwan trzyn czter pięt szesn siedemn osiemn dziewiętn"
    forms = {number: f"{stem}astu" for number, stem in enumerate(teens.split(), 11)}
    forms |= {11: "jedenastu", 14: "czternastu", 15: "piętnastu"}
    forms |= {2: "dwu dwaj dwóm dwom dwoma dwiema", 3: "trzej trzem trzema", 4: "czterej czterem czterema"}
    forms |= {9: "dziewięciu", 10: "dziesięciu", 20: "dwudziestu", 30: "trzydziestu", 40: "czterdziestu"}
    stems = {5: "pięć", 6: "sześć", 7: "siedem", 8: "osiem", 9: "dziewięć"}
    forms |= {number * 10: f"{stem}dziesięciu" for number, stem in stems.items()}
    oblique = {5: "pięciu", 6: "sześciu", 7: "siedmiu", 8: "ośmiu", 9: "dziewięciu"}
    forms |= {number * 100: f"{stem}set" for number, stem in oblique.items()}
    return forms | {100: "stu", 200: "dwustu", 300: "trzystu", 400: "czterystu"}


def _czech() -> dict[int, str]:
    teens = "jedenácti dvanácti třinácti čtrnácti patnácti šestnácti sedmnácti osmnácti devatenácti"
    forms = dict(enumerate(teens.split(), 11)) | _each(_CS_TENS, "i")
    forms |= {6: "šesti", 7: "sedmi", 8: "osmi", 9: "devíti", 10: "deseti desíti"}
    forms |= {2: "dvěma", 3: "třem třemi třech", 4: "čtyřem čtyřmi čtyřech"}
    for ten, written in _CS_TENS.items():
        for one, units in enumerate(_CS_UNITS, 1):
            forms[ten + one] = " ".join(f"{unit.removesuffix('a')}a{written}" for unit in units.split())
    return forms


MORE_FORMS: Final[Mapping[str, Mapping[int, str]]] = {
    "ca": {
        200: "dues-centes", 300: "tres-centes", 400: "quatre-centes", 500: "cinc-centes", 600: "sis-centes",
        700: "set-centes", 800: "vuit-centes", 900: "nou-centes",
    },
    "cs": _czech(),
    "es": {
        16: "dieciseis", 22: "veintidos", 23: "veintitres", 26: "veintiseis", 100: "ciento", 600: "seiscientas",
        700: "setecientas", 800: "ochocientas", 900: "novecientas",
    },
    "fi": {100: "sata"},
    "fr": {70: "septante", 80: "quatre-vingt huitante octante", 90: "nonante"},
    "pl": _polish(),
    "pt": {
        14: "quatorze", 16: "dezesseis dezasseis", 17: "dezessete dezassete", 19: "dezenove dezanove", 50: "cinqüenta",
        100: "cento", 400: "quatrocentas", 600: "seiscentas", 700: "setecentas", 800: "oitocentas", 900: "novecentas",
    },
    "ru": _russian(),
    "uk": _ukrainian(),
}  # fmt: skip
"""More words for a number by language, parted by blanks."""

ENDINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "ca": {"-un": "-una|-u", "-dos": "-dues"},
    "es": {" y uno": " y un| y una"},
    "fr": {" et un": " et une", "-un": "-une"},
    "hu": {"kettő": "két"},
    "it": {"uno": "un"},
    "no": {"een": "eett"},
    "pt": {" e um": " e uma", " e dois": " e duas"},
    "ro": {" și unu": " și una| și un", " și doi": " și două"},
    "sv": {"oett": "oen"},
}
"""Endings of the words of the tables and what may stand for them, parted by bars."""

BOUND: Final[Mapping[str, Mapping[int, str]]] = {
    "ca": {1: "un una u"},
    "cs": {
        1: "jedna jeden jedno jednu jednoho jedné jednomu jedním jednom jednou",
        100: "stě sta set",
        1000: "tisíc tisíce tisíců tisícům tisíci",
    },
    "da": {1: "en et", 100: "hundrede", 1000: "tusind tusinde"},
    "de": {1: "ein"},
    "es": {1: "un una uno"},
    "fi": {1: "yksi", 100: "sataa", 1000: "tuhatta"},
    "fr": {1: "un une", 100: "cents"},
    "hu": {1: "egy"},
    "id": {1: "satu", 100: "ratus", 1000: "ribu"},
    "it": {1: "uno una", 1000: "mila"},
    "no": {1: "en ett"},
    "pl": {1: "jeden", 1000: "tysiące tysięcy tysiąca tysiącom tysiącami tysiącach"},
    "pt": {1: "um uma"},
    "ro": {1: "unu una", 100: "sute", 1000: "mii"},
    "ru": {
        1: "один одна одно одну одного одной одному одним одном",
        1000: "тысяча тысячи тысяч тысячу тысяче тысячей тысячам тысячами тысячах",
    },
    "sv": {1: "ett en"},
    "tr": {1: "bir"},
    "uk": {
        1: "один одна одне одну одного одної однієї одному одним одній однією",
        1000: "тисяча тисячі тисяч тисячу тисячею тисячам тисячами тисячах",
    },
}  # fmt: skip
"""Words that count only behind another: alone, they are an article, a pronoun ("one") or a plural ("thousands")."""

LOOKALIKES: Final[Mapping[str, str]] = {
    "ca": r"cents?|centes|centenars?|milers?|desen[ae]s?|dotzen[ae]s?",
    "cs": (
        r"jedn[aouyué]|jedné(?:ho|mu)|jednoho|jedním|jednou|jeden\w*|dva\w{0,4}|dvě\w{0,3}|dvou\w*|dvoj\w+|tři|tří|tře[mtc]\w*|"
        r"třicet\w*|třináct\w*|třista|čt(?:yř|vrt)\w*|pět\w*|pát(?:ý|á|é|ého|ou)|patnáct\w*|šest\w*|sedm\w*|osm\w*|"
        r"dev[ěí]t\w*|devátý\w*|des[eí]t\w*|sto|sta|stě|stov\w+|set|tisíc\w*|půl"
    ),
    "da": r"\w*(?:hundred|tusind|hundre)\w{0,3}|dusin|snese?|halv\w*|(?:tredj|fjerd|femt|sjett|(?:syv|ott|ni|ti)end)e",
    "de": r"\w*(?:hundert|tausend)\w{0,4}|dutzend\w*|\w*(?:zwan|drei|vier|fünf|sech|sieb|acht|neun)[zß]ig\w*",
    "es": r"cientos|miles|decenas?|docenas?|centenar(?:es)?|millar(?:es)?|\w+[ée]sim[oa]s?|veint\w+",
    "fi": (
        r"(?:yh[dt]e|kahde|kahta|kolme|nelj|viide|viittä|kuude|kuutta|seitsem|kahdeks|yhdeks|kymmen|tuhat|tuhan)\w*|"
        r"sata|sataa|sadan|sado\w*|satoja"
    ),
    "fr": r"vingts?|cents?|mil|milliers?|centaines?|dizaines?|[dq]\w+zaines?|\w+i[èe]mes?|unième",
    "hu": (
        r"(?:ezr|ezer|száz|tíz|tiz|húsz|husz|kett|harm|nyolc|kilenc|negyv|ötv|hatv|hetv)\w*|fél|"
        r"(?:hat|öt|négy|negy|hét|het|három)(?:ed|od|öd)?(?:ik|kal|tal|ből|ból|nek|nak|ot|öt|an|en)?"
    ),
    "id": r"puluh\w*|belas\w*|ratus\w*|ribu\w*|setengah|lusin",
    "it": r"\w{3,}esim[oaei]|decin[ae]|centinaia?o?|migliai[ao]|dozzin[ae]|\w*cent(?:o\w+|uno|otto)|vent\w+|trent\w+",
    "nl": r"\w*(?:honderd|duizend)\w{0,3}|\w*(?:twin|der|veer|vijf|zes|zeven|tach|negen)tig\w*|dozijn(?:en)?",
    "no": r"\w*(?:hundre|tusen)\w{0,3}|dusin|snes|halv\w*|(?:tju|tret|før|fem|seks|syt|åt|nit)ti\w*|tjue\w+",
    "pl": (
        r"jedn[aąeoy]|jednego|jednej|jednym|jeden\w*|dwa\w*|dwie\w*|dwó[cm]\w*|dwom\w*|dwoj\w+|dwu\w*|trz[yec]\w*|"
        r"(?:czter|czwart|pię[ćc]|piąt|piętn|sześ|szós|siedem|siedm|siódm|osiem|ośm|ósm|dziewię|dziewią|dziesi|tysi|półtor)\w*|"
        r"sto|stu|set|setk\w*|setek|pół"
    ),
    "pt": r"centos|milhares|milhar|dezenas?|dúzias?|centenas?|\w+[ée]sim[oa]s?|vigésim\w+",
    "ro": r"sut[aăe]\w*|mi[ie]|zec[ei]|zeci|\w*(?:spre)?zece(?:a|lea)?|\w+lea|\w*z[eé]ci\w*|jumătate",
    "ru": (
        r"одн\w*|два|две|двадцат\w*|двенадцат\w*|двести|двум\w*|двух\w*|двое|двоих|втор\w*|перв\w*|три|триста|тридцат\w*|"
        r"тринадцат\w*|трет\w*|тр[её][хм]\w*|трое|троих|(?:четыр|четвер|четвёр|пят|шест|седьм|вос[еь]м|девят|девян|сорок)\w*|"
        r"десят(?!илет)\w*|"
        r"семь|сем[иь](?:ю|десят\w*|сот)?|семнадцат\w*|ст[оа]|стам\w*|стах|сот(?:ен|н[ияюе]|ней|нями|ням|ых|ой)|"
        r"тысяч\w*|полтор\w*"
    ),
    "sv": r"\w*(?:hundra|tusen)\w{0,3}|dussin|tjog|halv\w*|(?:tret|för|fem|sex|sjut|åt|nit)ti\w*|tjugo\w*",
    "tr": (
        r"(?:iki|üç|dört|dörd|beş|altı|yedi|sekiz|dokuz|on|yirmi|otuz|kırk|elli|altmış|yetmiş|seksen|doksan|yüz|bin)"
        r"(?:'\w*|[ıiuü]?nc[ıiuü]\w*|ş?[ae]r|s?[ıiuü]\w{0,3}|lerce|larca|l[ae]r\w*)?|bir(?:i|inci\w*|'\w*)?|buçuk|düzine"
    ),
    "uk": (
        r"одн\w*|два|дві|двадцят\w*|дванадцят\w*|двісті|дво[хм]\w*|двоє|перш\w*|друг(?:ий|ого|ої|ому|ій|их|ої)|три|триста|"
        r"тридцят\w*|тринадцят\w*|трет\w*|трьо\w*|троє|(?:чотир|четвер|п'ят|шіст|шост|сьом|вісім|восьм|вісьм|дев'ят|сорок)\w*|"
        r"шести\w*|сім\w{0,2}|сім(?:надцят|десят|сот)\w*|семи|семисот|десят(?!иліт|иріч)\w*|ст[оа]|сот(?:ень|н[іяюь])|"
        r"тисяч\w*|півтор\w*"
    ),
}
"""Patterns of whole words that look like a number word of the language: ordinals, dozens, cases, misspellings."""

HALVES: Final = (
    r"et demie?|y medi[oa]|e mei[oa]|e mezz[oa]|i mi(?:g|tja)|(?:og|och) en halv\w*|en een half|[сз] половин\w+|"
    r"și jumătate|i pół"
)
"""What stands behind a number and adds a half."""
