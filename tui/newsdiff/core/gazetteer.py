"""Places that are wider than a town: what a town may lie in, so that naming either says nothing against the other."""

from __future__ import annotations

from typing import Final, Literal

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


def width(name: str) -> Width:
    """How wide a place is; what is not known to be wider is a town."""
    return _WIDTHS.get(name.rstrip("."), "town")
