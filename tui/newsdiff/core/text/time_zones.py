"""Names of time zones as feeds and pages write them, and what they are ahead of UTC."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

_HOURS: Final = {
    0: "z utc ut uct gmt wet egst zulu",
    1: "bst cet mez met west wat bmt",
    2: "cest mesz mest eet oez cat sast",
    3: "eest oesz msk мск trt eat idt fet arst tsk",
    3.5: "irst",
    4: "msd gst azt get mut ret sct",
    4.5: "irdt aft",
    5: "pkt uzt tmt tjt yekt aqtt mvt",
    5.5: "ist slst",
    5.75: "npt",
    6: "omst bdt btt almt kgt",
    6.5: "mmt",
    7: "wib ict krat novt hovt",
    8: "sgt hkt awst myt pht wita irkt ulat",
    9: "jst kst wit yakt tlt",
    9.5: "acst",
    10: "aest vlat pgt chst",
    10.5: "acdt",
    11: "aedt magt sbt nct",
    12: "nzst pett fjt",
    13: "nzdt tot phot",
    -1: "azot cvt",
    -2: "fnt brst uyst",
    -2.5: "ndt",
    -3: "brt art adt uyt clst gft wgt srt pyst",
    -3.5: "nst",
    -4: "edt ast clt vet bot amt gyt pyt",
    -5: "est cdt cot pet ect act",
    -6: "cst mdt galt",
    -7: "mst pdt",
    -8: "pst akdt",
    -9: "akst hdt",
    -10: "hst hast tahi ckt",
    -11: "sst",
}
"""Hours ahead of UTC -> names, in lower case. A name that several zones have (IST, BST, CST, AST) stands for the one
with the most speakers of the language that it is in."""

OFFSETS: Final[dict[str, float]] = {name: hours for hours, names in _HOURS.items() for name in names.split()}
"""Name in lower case -> hours ahead of UTC."""

_WITHOUT_SEASON = {
    -5: "et eastern est5edt",
    -6: "ct central cst6cdt",
    -7: "mt mountain mst7mdt",
    -8: "pt pacific pst8pdt",
}
AMERICAN: Final = {name: hours for hours, names in _WITHOUT_SEASON.items() for name in names.split()}
"""Time zones that name neither summer nor winter time, or both -> the offset in winter."""


def ahead_of_utc(zone: str, day: date) -> timedelta | None:
    """How far a zone named in lower case is ahead of UTC on a day; `None` where the name is not known."""
    if zone in AMERICAN:
        # Summer time in the United States since 2007: from the second Sunday of March to the first of November.
        week = date(day.year, 3, 8), date(day.year, 11, 1)
        starts, ends = (first + timedelta(days=6 - first.weekday()) for first in week)
        return timedelta(hours=AMERICAN[zone] + (starts <= day < ends))
    hours = OFFSETS.get(zone)
    return None if hours is None else timedelta(hours=hours)
