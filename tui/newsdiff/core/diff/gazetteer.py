"""Places: which are wider than a town, so that a town may lie in them, and which have more than one name."""

from __future__ import annotations

from typing import Final, Literal

from rapidfuzz import fuzz

from newsdiff.core.text.normalize import fold

Width = Literal["town", "state", "country", "region"]

# With the short forms of the Associated Press.
_STATES: Final = """
    Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho Illinois
    Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri
    Montana Nebraska Nevada New_Hampshire New_Jersey New_Mexico North_Carolina North_Dakota Ohio Oklahoma Oregon
    Pennsylvania Rhode_Island South_Carolina South_Dakota Tennessee Texas Utah Vermont Virginia Washington_State
    West_Virginia Wisconsin Wyoming Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss
    Mo Mont Neb Nev N.H N.J N.M N.Y N.C N.D Okla Ore Pa R.I S.C S.D Tenn Tex Vt Va Wash W.Va Wis Wyo Alberta
    British_Columbia Manitoba Ontario Quebec Saskatchewan Nova_Scotia New_South_Wales Queensland Tasmania Bavaria
    Saxony Catalonia Scotland Wales England Northern_Ireland Crimea Donbas Kashmir Punjab Tibet Xinjiang Siberia
"""
_COUNTRIES: Final = """
    Afghanistan Albania Algeria America Andorra Angola Argentina Armenia Australia Austria Azerbaijan Bahrain
    Bangladesh Belarus Belgium Belize Benin Bhutan Bolivia Bosnia Botswana Brazil Britain Brunei Bulgaria
    Burkina_Faso Burundi Cambodia Cameroon Canada Chad Chile China Colombia Congo Costa_Rica Croatia Cuba Cyprus
    Denmark Djibouti Ecuador Egypt El_Salvador Eritrea Estonia Eswatini Ethiopia Fiji Finland France Gabon Gambia
    Germany Ghana Greece Guatemala Guinea Guyana Haiti Honduras Hungary Iceland India Indonesia Iran Iraq Ireland
    Israel Italy Ivory_Coast Jamaica Japan Jordan Kazakhstan Kenya Kosovo Kuwait Kyrgyzstan Laos Latvia Lebanon
    Lesotho Liberia Libya Liechtenstein Lithuania Madagascar Malawi Malaysia Maldives Mali Malta Mauritania
    Mauritius Mexico Moldova Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nepal Netherlands New_Zealand
    Nicaragua Niger Nigeria North_Korea North_Macedonia Norway Oman Pakistan Panama Paraguay Peru Philippines Poland
    Portugal Qatar Romania Russia Rwanda Saudi_Arabia Senegal Serbia Sierra_Leone Slovakia Slovenia Somalia
    South_Africa South_Korea South_Sudan Spain Sri_Lanka Sudan Suriname Sweden Switzerland Syria Taiwan Tajikistan
    Tanzania Thailand Togo Tunisia Turkey Türkiye Turkmenistan Uganda Ukraine United_Arab_Emirates United_Kingdom
    United_States Uruguay Uzbekistan Venezuela Vietnam Yemen Zambia Zimbabwe
"""
_REGIONS: Final = """
    Africa Asia Europe Antarctica North_America South_America Latin_America Central_America Middle_East
    Eastern_Europe Western_Europe Central_Europe Caribbean Balkans Scandinavia Southeast_Asia East_Asia Central_Asia
    Gulf Mediterranean Midwest Northeast Southwest New_England West_Bank Gaza_Strip Gaza Caucasus Himalayas Sahel
"""
_WIDTHS: Final[dict[str, Width]] = {
    **{name.replace("_", " "): "state" for name in _STATES.split()},
    **{name.replace("_", " "): "country" for name in _COUNTRIES.split()},
    **{name.replace("_", " "): "region" for name in _REGIONS.split()},
}


_SPELT_ALIKE: Final = 80.0
"""Indel similarity (0..100) from which two names are one, carried over from another script in two ways."""

_TWICE_NAMED: Final = """
    Turkey=Türkiye=Turkiye Myanmar=Burma Kyiv=Kiev Odesa=Odessa Kharkiv=Kharkov Lviv=Lvov Dnipro=Dnepr Mykolaiv=Nikolaev
    Netherlands=Holland Eswatini=Swaziland Ivory_Coast=Côte_d'Ivoire United_States=America=U.S=US=USA=U.S.A
    United_Kingdom=Britain=UK=U.K=Great_Britain North_Macedonia=Macedonia Czechia=Czech_Republic Cabo_Verde=Cape_Verde
    East_Timor=Timor-Leste Mumbai=Bombay Kolkata=Calcutta Chennai=Madras Bengaluru=Bangalore Beijing=Peking
    Ho_Chi_Minh_City=Saigon Yangon=Rangoon Guangzhou=Canton Gaza=Gaza_Strip Congo=DRC New_York=New_York_City=NYC
    Washington=D.C=Washington_D.C Los_Angeles=L.A United_Arab_Emirates=UAE=Emirates Persian_Gulf=Gulf Astana=Nur-Sultan
    Alabama=Ala Arizona=Ariz Arkansas=Ark California=Calif Colorado=Colo Connecticut=Conn Delaware=Del Florida=Fla
    Georgia=Ga Illinois=Ill Indiana=Ind Kansas=Kan Kentucky=Ky Louisiana=La Maryland=Md Massachusetts=Mass Michigan=Mich
    Minnesota=Minn Mississippi=Miss Missouri=Mo Montana=Mont Nebraska=Neb Nevada=Nev New_Hampshire=N.H New_Jersey=N.J
    New_Mexico=N.M New_York=N.Y North_Carolina=N.C North_Dakota=N.D Oklahoma=Okla Oregon=Ore Pennsylvania=Pa
    Rhode_Island=R.I South_Carolina=S.C South_Dakota=S.D Tennessee=Tenn Texas=Tex Vermont=Vt Virginia=Va Washington=Wash
    West_Virginia=W.Va Wisconsin=Wis Wyoming=Wyo
"""
_CALLED: Final = {
    name.replace("_", " "): names.split("=", 1)[0].replace("_", " ")
    for names in _TWICE_NAMED.split()
    for name in names.split("=")
}


def one_place(a: str, b: str) -> bool:
    """Whether two names may be of one place: two names that it has, a short form, or two spellings of a town."""
    a, b = a.rstrip("."), b.rstrip(".")
    if _CALLED.get(a, a) == _CALLED.get(b, b):
        return True
    # Iran and Iraq, Austria and Australia are spelt alike and known to be two.
    if a in _WIDTHS or b in _WIDTHS:
        return False
    one, other = fold(a), fold(b)
    return one[:1] == other[:1] and fuzz.ratio(one, other) >= _SPELT_ALIKE


def width(name: str) -> Width:
    """How wide a place is; what is not known to be wider is a town."""
    return _WIDTHS.get(name.rstrip("."), "town")
