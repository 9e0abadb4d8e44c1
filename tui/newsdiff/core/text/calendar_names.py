"""Names of months and of days of the week in many languages, as `core.text.normalize.fold` folds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdiff.core.text.normalize import fold
from newsdiff.text_format import MONTHS

if TYPE_CHECKING:
    from collections.abc import Mapping

ENGLISH_MONTHS: Final[Mapping[str, int]] = {
    name: number
    for number, month in enumerate(MONTHS, start=1)
    for name in dict.fromkeys((month.lower(), month[:3].lower(), *(("sept",) if month == "September" else ())))
}
"""Every English name of a month and its short forms -> 1 to 12."""

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""The English names, from Monday as `datetime.weekday` counts them."""
SHORT_WEEKDAYS: Final = ("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun")
"""Their short forms, as they are written before a stop."""

# Each line is one month, January first; the English names are added to them.
_MONTHS: Final = """
    januar januari jänner janvier janv enero ene gennaio gen janeiro tammikuuta tammikuu stycznia ledna
    februar februari février févr febrero febbraio fevereiro fev helmikuuta lutego února únor şubat
    mart marts marz märz mrz mars marzo março maart maaliskuuta marca března mart március martie març ožujka
    avril avr abril abr aprile huhtikuuta kwietnia dubna nisan április aprilie travnja
    mai mayo maggio maio mei maj toukokuuta maja května mayıs május maig svibnja
    juni juin junio giugno junho kesäkuuta czerwca června haziran június iunie juny lipnja
    juli juillet juil julio luglio julho heinäkuuta lipca července temmuz július iulie juliol srpnja
    août agosto ago augustus augusti elokuuta sierpnia srpna ağustos augusztus agost kolovoza
    septembre septiembre set settembre setembro syyskuuta września září eylül szeptember
    oktober okt octobre octubre ottobre ott outubro out lokakuuta października října ekim október octombrie
    novembre noviembre novembro marraskuuta listopada listopadu kasım noiembrie studenoga
    dezember dez décembre diciembre dic dicembre dezembro joulukuuta grudnia prosince aralık decembrie des
"""
_MORE_MONTHS: Final = """
    leden января январь янв січня січень януари јануар ιανουαρίου يناير ocak ianuarie gener siječnja
    fév февраля февраль фев лютого лютий февруари фебруар φεβρουαρίου فبراير februarie febrer veljače
    марта март мар березня березень μαρτίου مارس
    апреля апрель апр квітня квітень април απριλίου أبريل
    мая май травня травень мај μαΐου مايو
    июня июнь июн червня червень юни јун ιουνίου يونيو
    июля июль июл липня липень юли јул ιουλίου يوليو
    августа август авг серпня серпень αυγούστου أغسطس
    septembrie сентября сентябрь сен сент вересня вересень септември септембар σεπτεμβρίου سبتمبر rujna
    октября октябрь окт жовтня жовтень октомври октобар οκτωβρίου أكتوبر listopad
    ноября ноябрь ноя листопада листопад ноември новембар νοεμβρίου نوفمبر
    декабря декабрь дек грудня грудень декември децембар δεκεμβρίου ديسمبر desember desembre prosinca
"""
MONTH_NAMES: Final[Mapping[str, int]] = {
    **ENGLISH_MONTHS,
    **{
        name: number
        for names in (_MONTHS, _MORE_MONTHS)
        for number, line in enumerate(names.strip().splitlines(), start=1)
        for name in fold(line).split()
    },
}
"""Names of months and their short forms in many languages -> 1 to 12. Compiled by hand from newspapers' pages."""

WEEKDAY_NAMES: Final = frozenset((*WEEKDAYS, *SHORT_WEEKDAYS)) | frozenset(
    fold("""
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo
    lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta feira
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    понедельник вторник среда четверг пятница суббота воскресенье
    понеділок вівторок середа четвер п'ятниця субота неділя
    """).split()
)
"""Names of the days of the week and their short forms, in many languages."""
