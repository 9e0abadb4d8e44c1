"""Abbreviations of newspaper prose, by how they behave before a capital letter or a figure."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from newsdiff.core.text.calendar_names import ENGLISH_MONTHS, SHORT_WEEKDAYS
from newsdiff.core.text.normalize import fold
from newsdiff.core.text.stopwords import stop_words

if TYPE_CHECKING:
    from collections.abc import Mapping

# As they are written, but for the last stop; "" holds what all languages share. Short endings such as "etc." and "usw."
# are in no list: a capital letter after them begins a sentence.

_ALWAYS: Final[Mapping[str, str]] = {
    "": """Dr Dres Prof Profs Mr Mrs Ms Messrs Mme Mgr Msgr Rev Hon Gen Col Maj Cpl Sgt Lt Cmdr Adm Capt Fr Mons e.g
        i.e E.g I.e cf Cf vs approx ca Ca""",
    "en": """Rep Reps Gov Govs Sen Sens Del Supt Insp Det Pres Amb Atty Asst Assn Dept Dist Pvt Pfc Spc Brig Lieut Fig
        Figs Gens Cols Drs Revs Hons Univ Approx viz esp a.k.a Ald Comdr Sec Pte v""",
    "de": """Hr Hrn Frl Dipl Ing Mag dipl bzw bspw bzgl evtl ggf ggfs inkl exkl max min mind sog vgl Vgl z.B Z.B z.T
        z.Zt z d.h D.h d u.a U.a u o.g u.U u.Ä i.d.R i.V a.D v.a V.a a geb gest verh ev kath allg dt engl frz russ ukr
        amer jun sen lfd Kap Abb Hrsg zzgl abzgl einschl ehem gegr stv stellv Stv Gebr rd Rd""",
    "fr": "M MM Me Mlle Mlles Mmes Pr Ste av bd boul éd env c.-à-d p.ex ex vol chap Cdt Cne Gal Mgr art",
    "es": """Sr Sra Sres Sras Srta D Dª Dña Dra Drs Dres Lic Ing Gral Cnel Cap Tte Arq Mons Ud Uds Vd Vds p.ej p ej Av
        Avda aprox Fdo Rvdo Pdte EE RR FF JJ""",
    "it": """sig Sig sigg sig.ra Sig.ra sig.na dott Dott dott.ssa Dott.ssa dr.ssa prof prof.ssa Prof.ssa ing Ing avv
        Avv on On arch geom mons rag cav comm cap ten magg col gen S SS p.es sen""",
    "pt": "Sr Sra Srs Sras Srta Dra Drª Profª Profa Eng Engª Exmo Exma Cel Cap Ten Av p.ex aprox D Ilmo Des",
    "nl": """dhr Dhr mevr Mevr mw Mw mej dr drs Drs ir Ir ing mr prof bijv bv o.a O.a d.w.z i.p.v m.b.t i.v.m t.a.v
        t.o.v n.a.v a.g.v z.g zgn resp incl excl jhr ds""",
    "sv": "t.ex T.ex bl.a Bl.a d.v.s dvs s.k f.d hr fr inkl exkl ung kl t.f resp p.g.a dr prof tf",
    "da": "f.eks F.eks bl.a Bl.a dvs d.v.s hr fr inkl ekskl kl mht pga ift ifm vedr dr prof",
    "no": "f.eks F.eks bl.a Bl.a dvs d.v.s hr fr inkl ekskl kl ift ifm pga mht dr prof",
    "fi": "esim Esim mm mr klo ns n ko ks Ks vrt ent toim prof evl kenr",
    "pl": """prof Prof mgr inż gen bryg dyw płk mjr kpt por ppłk ks Ks św Św abp bp ul al pl np Np m.in tzw tzn hab
        red im wg ok zob o.o tj ww""",
    "cs": """Ing Mgr Bc MUDr JUDr PhDr RNDr doc Doc prof gen plk mjr kpt sv Sv ul nám tzv např Např mj tj resp popř
        cca př""",
    "sk": "Ing Mgr Bc MUDr JUDr PhDr doc Doc prof gen plk mjr kpt sv Sv ul nám tzv napr Napr tj resp príp cca",
    "tr": "Doç Yrd Av Sn Org Alb Yzb Alm bkz Bkz örn Örn Cad Sok Mah Op Uzm Tuğg Tümg Korg",
    "hu": "dr prof id ifj özv pl Pl ún kb ill vö ld ker",
    "ro": "dl dna dnei ing gen col cpt str Str bd alin cca conf lect dr prof",
    "ru": """т.е Т.е т.н т.к Т.к ул кв им см проф акад доц ген полк св о р-н напр рис ред зам пл просп наб корп пос
        дер т пгт""",
    "uk": "т.зв т.к вул буд кв ім див проф акад доц ген полк св о напр рис ред заст пл просп наб корп сел смт м",
    "bg": "ул бул проф доц акад ген полк св т.е Т.е т.нар напр инж арх",
    "sr": "ул бул проф доц акад ген св Св тј тзв нпр Нпр инж др бр",
    "el": "κ κα κκ δρ καθ π.χ Π.χ δηλ λ.χ αγ Αγ στρ αντ αρ",
    "hi": "डॉ श्री प्रो पं",
}
"""A sentence never ends with these, since something has to follow them (Mr. Smith)."""

_SOMETIMES: Final[Mapping[str, str]] = {
    "": """Jr Sr Inc Corp Co Ltd Bros U.S U.K U.N E.U D.C U.S.A U.A.E U.S.S.R Ph.D M.D B.A M.A R.N A.D B.C S.A S.p.A
        L.L.C St Mt Ft N.Y N.J N.H N.C S.C N.D S.D N.M W.Va R.I a.m p.m A.M P.M GmbH""",
    "en": """jr sr Ave Blvd Rd Ariz Calif Colo Conn Fla Ga Kan Ky Md Mich Minn Neb
        Nev Okla Penn Tenn Tex Vt Va Wis Wyo Alta Ont Esq""",
    "de": "Mio Mrd Bio Tsd Str Jh Jhd Okt Dez Mrz n.Chr v.Chr Co Std Sek Kto Bhf Hbf e.V",
    "fr": "janv févr avr juil déc J.-C Cie Sté hab",
    "es": "UU HH AA OO EE.UU EEUU RR.HH FF.AA Cía Ltda a.C d.C S.L pp JJ.OO CC.AA",
    "it": "S.p.A S.r.l a.C d.C ss",
    "pt": "Ltda Cia a.C d.C EE.UU",
    "nl": "N.V B.V jl mln mld n.Chr v.Chr",
    "sv": "mkr tkr mdr milj e.Kr f.Kr dec okt",
    "da": "mio mia kr e.Kr f.Kr dec okt",
    "no": "mill mrd kr e.Kr f.Kr des okt",
    "fi": "milj mrd",
    "pl": "r w tys godz min sek gr n.e p.n.e woj pow",
    "cs": "r st tis mil mld hod min př.n.l n.l s.r.o a.s",
    "sk": "r st tis mil mld hod min s.r.o a.s",
    "tr": "A.Ş Ltd Şti T.C M.Ö M.S yy",
    "hu": "Kft Zrt Nyrt Bt i.e i.sz",
    "ro": "S.R.L S.A î.Hr d.Hr mil mld",
    "ru": "г гг в вв тыс млн млрд трлн руб коп мин сек час н.э долл",
    "uk": "р рр с ст тис млн млрд трлн грн коп хв год сек н.е обл дол",
    "bg": "г гр млн млрд хил лв в",
    "sr": "г год млн млрд хиљ дин в",
    "el": "π.μ μ.μ μ.Χ π.Χ χλμ εκ Α.Ε",
}
"""A sentence ends with these if the next word begins one ("in the U.S. The senator …")."""

_MONTHS: Final = frozenset(name.title() for name in ENGLISH_MONTHS if len(name) < 5) - {"May", "June", "July"}
"""Jan. to Dec.: the short forms of English months, which papers in all languages write."""
_WEEKDAYS: Final = frozenset(name.title() for name in SHORT_WEEKDAYS) - {"Sat", "Sun"}
"""Mon. to Fri.; "sat" and "sun" are words with which a sentence may end."""

_NUMBER: Final[Mapping[str, str]] = {
    "": "No Nos Nr Nrs nr Vol Vols vol Art Arts art p pp Pp pg fig Ch ch Sec sec n Nº nº N° n° Núm núm pag pág App",
    "en": "est ft tab tbl eq lb lbs oz",
    "de": "Nrn S Abs Bd Bde Kap Ziff Rn Tz",
    "nl": "blz",
    "sv": "s kap",
    "da": "s kap stk",
    "no": "s kap",
    "fi": "nro s kpl",
    "pl": "str ust pkt poz",
    "cs": "č čp čl odst str",
    "sk": "č čl ods str",
    "hu": "sz old",
    "ru": "ст стр п пп гл кн с д т",
    "uk": "стор п пп гл кн т",
    "bg": "чл ал стр т",
}
"""A sentence does not end with these before digits (No. 10)."""

_STATES: Final = frozenset(("Ala", "Ark", "Del", "Ill", "Ind", "La", "Mass", "Miss", "Mo", "Mont", "Ore", "Pa", "Wash"))


_OPENING: Final[Mapping[str, str]] = {
    "en": """according additionally although amid among another asked besides despite earlier even every finally
        furthermore hence his however instead last later likewise many meanwhile moreover nearly neither nevertheless
        nobody nonetheless none nothing one otherwise perhaps rather recently several similarly since some sometimes
        somehow soon still thus today tomorrow unlike whether whoever yesterday yet told mr mrs ms""",
    "de": """allerdings außerdem danach daraufhin dennoch deshalb dort heute hingegen inzwischen jedoch laut später
        trotzdem zudem zuvor""",
    "fr": "cependant ensuite hier mercredi mardi puis selon toutefois",
    "es": "además ayer entonces luego mientras posteriormente sin",
}
"""Words, besides function words, that begin sentences and not names, in lower case."""


class Abbreviations(NamedTuple):
    """The abbreviations of a language, as they are written, without the last point."""

    always: frozenset[str]
    """A sentence never ends with these."""
    sometimes: frozenset[str]
    """A sentence ends with these if the next word begins one."""
    number: frozenset[str]
    """A sentence does not end with these before digits."""
    starters: frozenset[str]
    """Words that, with a capital, begin a sentence: the function words of the language and some others, folded."""
    states: frozenset[str] = _STATES
    """Abbreviations of American states that are words as well: they count only after a comma or a hyphen (R-Ill.)."""


@cache
def abbreviations(language: str) -> Abbreviations:
    """The abbreviations of a language, with those that all languages share.

    Args:
        language: ISO 639-1 code; "" for an unknown language is taken for English.
    """
    own = language or "en"
    always, sometimes, number = (
        frozenset(f"{lists['']} {lists.get(own, '')}".split()) for lists in (_ALWAYS, _SOMETIMES, _NUMBER)
    )
    sometimes |= _MONTHS | (_WEEKDAYS if own == "en" else frozenset())
    starters = stop_words(own) | frozenset(fold(_OPENING.get(own, "")).split())
    return Abbreviations(always, sometimes, number, starters)
