"""What counts as a change of an article: other words, and not other signs, spaces, counters or buttons."""

from __future__ import annotations

import re
from typing import Final

from newsdiff.core.text.normalize import fold
from newsdiff.core.text.same_words import FIGURE_OR_WORD, SIGN

_LINK: Final = re.compile(r" ?\[(?:\d{1,3}|image: [^\[\]]*)\]")
_WORD: Final = re.compile(rf"{FIGURE_OR_WORD}|{SIGN}")
"""Figures, words, and signs that mean something, as those of currencies."""

_COUNTED: Final = "|".join(
    fold("""
    views? reads? hits comments? replies reply responses? shares? likes? reactions? claps? retweets?
    kommentare? aufrufe ansichten vues? commentaires? partages? vistas? visitas? lecturas? comentarios?
    visualizacoes visualizzazioni commenti condivisioni reacties weergaven kommentarer visningar
    komentarzy komentarze wyświetleń komentářů просмотров просмотра комментариев комментария комментарий переглядів
    阅读 评论 浏览 次浏览 回复 コメント 조회 댓글 조회수
    """).split()
)
_COUNT: Final = r"\d[\d.,\u202f]*\s?[km]?"
_ONE: Final = rf"(?:(?:{_COUNT}|no|keine|aucun) ?(?:{_COUNTED})(?!\w)|(?<!\w)(?:{_COUNTED}) ?[:(]? ?{_COUNT}\)?)"
# Behind the last sentence or in a line of their own: within a sentence, the number of comments is what it tells.
_COUNTERS: Final = re.compile(rf"(?:^|(?<=[.!?|·•…\"')\]])|(?= ?[(\[]))(?:[\s.|·•,(\[/-]*{_ONE}[)\]]*)+[\s.|·•]*$")
"""Numbers with what they count, on either side, at the end of a folded line."""

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

_LONGEST: Final = 20
"""Words of a row of buttons."""


def same_words(title: str, text: str, other_title: str, other_text: str) -> bool:
    """Whether two versions of an article say the same in the same words.

    White space, punctuation, the form of quotation marks, capitals, the numbers of links, what images show, counters of
    views and comments, lines that tell only an age, and rows of buttons for sharing make no difference.
    """
    return _told(title) == _told(other_title) and _told(text) == _told(other_text)


def _told(text: str) -> list[str]:
    found: list[str] = []
    for line in _LINK.sub("", text).split("\n"):
        folded = fold(line)
        if len(folded) <= _TAIL and _AGO.search(folded) and _AGE.fullmatch(folded):
            continue
        # Only the end: a long line of nothing but counters would take for ever.
        words = _WORD.findall(folded[:-_TAIL] + _COUNTERS.sub(" ", folded[-_TAIL:]))
        if not _is_row_of_buttons(words):
            found += words
    return found


def _is_row_of_buttons(words: list[str]) -> bool:
    letters = {word for word in words if word[0].isalpha()}
    return len(words) <= _LONGEST and letters <= _SHARE and not letters.isdisjoint(_SURELY)
