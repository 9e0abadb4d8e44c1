"""What counts as a change of an article: other words, and not other signs, spaces, counters or buttons."""

from __future__ import annotations

import re
from typing import Final

from newsdiff.core.text.calendar_names import MONTH_NAMES, SHORT_WEEKDAYS, WEEKDAYS
from newsdiff.core.text.normalize import fold
from newsdiff.core.text.same_words import FIGURE_OR_WORD, SIGN
from newsdiff.core.text.time_zones import OFFSETS

_LINK: Final = re.compile(r" ?\[(?:\d{1,3}|image: [^\[\]]*)\]")
_WORD: Final = re.compile(rf"{FIGURE_OR_WORD}|(?<!\S)-(?=\d)|{SIGN}")
"""Figures with their minus, words, and signs that mean something, as those of currencies."""

_COUNTED: Final = "|".join(
    fold("""
    views? reads? hits comments? replies reply responses? shares? likes? reactions? claps? retweets?
    kommentare? aufrufe ansichten vues? commentaires? partages? vistas? visitas? lecturas? comentarios?
    visualizacoes visualizzazioni commenti condivisioni reacties weergaven kommentarer visningar
    komentarzy komentarze wyświetleń komentářů просмотров просмотра комментариев комментария комментарий переглядів
    points? votes? upvotes? downvotes? fav(?:ou?rite)?s? bookmarks? reposts? boosts? ratings? reviews? stimmen
    bewertungen? votos avis voti glosow лайков лайка лайк
    阅读 评论 浏览 次浏览 回复 コメント 조회 댓글 조회수
    """).split()
)
_COUNT: Final = r"\d[\d.,\u202f]*\s?[km]?"
_ONE: Final = rf"(?:(?:{_COUNT}|no|keine|aucun) ?(?:{_COUNTED})(?!\w)|(?<!\w)(?:{_COUNTED}) ?[:(]? ?{_COUNT}\)?)"
# Behind the last sentence or in a line of their own: within a sentence, the number of comments is what it tells.
_COUNTERS: Final = re.compile(rf"(?:^|(?<=[.!?|·•…\"')\]])|(?= ?[(\[]))(?:[\s.|·•,(\[/-]*{_ONE}[)\]]*)+[\s.|·•]*$")
"""Numbers with what they count, on either side, at the end of a folded line."""

_LIKED: Final = "gefallt mir|j'aime|me gusta|mi piace"
_RATED: Final = rf"(?:rating|bewertung|note|valoracion)? ?:? ?{_COUNT} ?(?:/|of|von|out of) ?\d+(?: ?\(?{_ONE}\)?)?"
_COUNTER_LINE: Final = re.compile(
    rf"[\W_]*(?:{_ONE}|{_COUNT} ?(?:{_LIKED})|(?:{_LIKED}) ?:? ?{_COUNT}|{_RATED})(?:[\W_]+(?:{_ONE}))*[\W_]*"
)
"""A folded line of counters alone, in more forms than they have at the end of another."""
_UPDATED: Final = re.compile(
    r"\W*(?:last |zuletzt |page )?(?:updated?|modified|changed|aktualisiert|stand|geandert|mis a jour|modifie"
    r"|actualizado|aggiornato|atualizado|bijgewerkt|uppdaterad|opdateret|zaktualizowano|обновлено|оновлено|更新)(?![^\W\d_])"
)
_OF_A_DATE: Final = frozenset(
    (
        *MONTH_NAMES,
        *OFFSETS,
        *WEEKDAYS,
        *SHORT_WEEKDAYS,
        "am",
        "pm",
        "a",
        "p",
        "m",
        "at",
        "on",
        "um",
        "uhr",
        "h",
        "le",
        "el",
    )
)
"""The beginning of a folded line that tells when the article was changed last, and the words of one that only does."""

_APPENDED: Final = re.compile(
    r"the post .{2,250} (?:appeared first|first appeared) on .{2,80}|attached: [\w./+-]+(?:, [\w./+-]+)*"
    r"|(?:der )?beitrag .{2,250} erschien zuerst auf .{2,80}|l'article .{2,250} est apparu en premier sur .{2,80}"
    r"|(?:el cargo|la entrada|el articulo) .{2,250} (?:aparecio primero|se publico primero) en .{2,80}"
)
"""A folded line that a program puts below the text."""

_GO_ON: Final = re.compile(
    r"[\W_]*(?:(?:continue|keep) reading|read (?:more|on|the (?:rest|full (?:story|article|post)))|weiterlesen"
    r"|mehr lesen|lire la suite|(?:leer|lee) mas|seguir leyendo|leggi (?:tutto|di piu)|continua a leggere|leia mais"
    r"|lees (?:meer|verder)|las mer|czytaj (?:wiecej|dalej)|читать далее|читати далі|続きを読む"
    r"|阅读全文|阅读更多)[\W_]*$"
)
"""The end of a folded line that leads to the rest of the article."""

_SHARE: Final = frozenset(
    fold("""
    share tweet facebook twitter x whatsapp telegram reddit pinterest linkedin email e-mail e mail print copy link
    bluesky mastodon threads messenger flipboard pocket tumblr digg viber vk save like follow us this article post story
    on via with and or by to the a in more leave your comment comments reply add subscribe permalink min mins
    minute minutes read
    teilen drucken merken kommentieren weiterempfehlen kommentar kommentare auf per partager imprimer commenter sur par
    compartir imprimir comentar en por condividi stampa commenta su compartilhar partilhar delen dela udostępnij sdílet
    поделиться поділитися 分享 シェア 공유
    """).split()
)
_SURELY: Final = frozenset(
    fold("""
    share tweet facebook twitter whatsapp telegram reddit pinterest linkedin email print permalink comment
    comments reply min mins teilen drucken kommentieren partager imprimer commenter compartir imprimir comentar
    condividi stampa commenta compartilhar partilhar delen dela udostępnij sdílet поделиться поділитися 分享 シェア 공유
    """).split()
)
_AGE: Final = re.compile(
    r"[\W_]*(?:(?:last )?(?:updated|modified|published|posted|aktualisiert|mis a jour|publie|actualizado)[: ]*)?"
    r"(?:(?:vor|il y a|hace) )?\d{1,3} ?(?:s|m|h|d|sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|days?"
    r"|minuten?|stunden?|tage?n?|heures?|jours?|minutos?|horas?|dias?)(?: ago)?[\W_]*"
)
"""A folded line of nothing but how old the article is, if it has one of `_AGO`."""
_AGO: Final = re.compile(r"\b(?:ago|vor|il y a|hace)\b")
_TAIL: Final = 150
"""Characters at the end of a line in which counters stand."""

_STOP: Final = re.compile(r"[.!?…。][\"')\]]*(?: ?\[\d{1,3}\])?\s+")
"""The end of a sentence, behind which a row of buttons may stand in the same line."""

_LONGEST: Final = 20
"""Words of a row of buttons."""


def same_words(title: str, text: str, other_title: str, other_text: str) -> bool:
    """Whether two versions of an article say the same in the same words.

    White space, punctuation, the form of quotation marks, capitals, the numbers of links, what images show, counters of
    views and comments, lines that tell only an age, and rows of buttons for sharing make no difference.
    """
    return _told(title) == _told(other_title) and _told(text) == _told(other_text)


def says_something(text: str) -> bool:
    """Whether a text is more than counters, buttons and the like."""
    return bool(_told(text))


def _told(text: str) -> list[str]:
    found: list[str] = []
    for line in _LINK.sub("", text).split("\n"):
        folded = fold(line)
        if len(folded) <= _TAIL and _AGO.search(folded) and _AGE.fullmatch(folded):
            continue
        if len(folded) <= 4 * _TAIL and (_APPENDED.fullmatch(folded) or _is_aside(folded)):
            continue
        # Only the end: a long line of nothing but counters would take for ever.
        tail = _without_buttons(_GO_ON.sub(" ", _COUNTERS.sub(" ", folded[-_TAIL:])))
        words = _WORD.findall(folded[:-_TAIL] + tail)
        if not _is_row_of_buttons(words):
            found += words
    return found


def _without_buttons(tail: str) -> str:
    """The end of a folded line without a row of buttons behind its last sentence."""
    for stop in _STOP.finditer(tail):
        if _is_row_of_buttons(_WORD.findall(tail, stop.end())):
            return tail[: stop.end()]
    return tail


def _is_aside(folded: str) -> bool:
    """Whether a line is nothing but a counter, or when the article was changed."""
    if len(folded) > _TAIL or not any(map(str.isdigit, folded)):
        return False
    if begin := _UPDATED.match(folded):
        words = re.findall(r"[^\W\d_]+", folded[begin.end() :])
        return all(word in _OF_A_DATE for word in words)
    return _COUNTER_LINE.fullmatch(folded) is not None


def _is_row_of_buttons(words: list[str]) -> bool:
    letters = {word for word in words if word[0].isalpha()}
    return len(words) <= _LONGEST and letters <= _SHARE and not letters.isdisjoint(_SURELY)
