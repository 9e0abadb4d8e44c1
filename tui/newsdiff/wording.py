"""Sentences for the user about what `core` and the store return as a kind and values.

One module for the app, the command line and the services, so that all of them use the same words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from newsdiff.core.text.normalize import shorten
from newsdiff.text_format import count_noun, long_date, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newsdiff.core.alignment.language_support import LanguageNotice
    from newsdiff.core.diff.overview import Overview
    from newsdiff.core.library.feeds import FeedNotice
    from newsdiff.core.library.store_notice import ReadOnlyReason, StoreFault, StoreNotice, StoreReadOnly, StoreReplaced
    from newsdiff.core.library.stories import FigureChange, StoryNews
    from newsdiff.core.library.subscription_lists import ListFault
    from newsdiff.core.library.undo import UndoneStep

LANGUAGES: Final[Mapping[str, str]] = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "lt": "Lithuanian",
    "mk": "Macedonian",
    "mr": "Marathi",
    "ne": "Nepali",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sr": "Serbian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""ISO 639-1 code -> the English name of a language that newsdiff can tell."""

_TWO: Final = 2

MAX_FIGURES: Final = 3
"""Greatest number of changed figures in one item of news."""

MAX_SENTENCE: Final = 160
"""Characters of a sentence that is quoted in an item of news."""

DOUBT: Final = "may not belong here"
"""What is said of an article that something else fits better than its story."""

STORE_FAULTS: Final[Mapping[StoreFault, str]] = {
    "missing": "was missing",
    "empty": "was an empty file",
    "damaged": "was damaged",
}
"""What was wrong with a store's file, to go on after its name."""

_READ_ONLY: Final[Mapping[ReadOnlyReason, str]] = {
    "asked": "as was asked",
    "protected": "it is write-protected",
    "full": "the disk is full or cannot be written",
}


def language_name(language: str) -> str:
    """The English name of a language from its ISO 639-1 code, or, where it is not known, the code in brackets."""
    return LANGUAGES.get(language) or f"this language ({language})"


def language_notice(notice: LanguageNotice) -> str:
    """What a comparison cannot do in the languages of its articles."""
    names = [language_name(code) for code in notice.languages]
    match notice.kind:
        case "several":
            return _several_languages(zip(names, notice.outlets, strict=True))
        case "unknown":
            return f"The language of {', '.join(notice.outlets)} could not be told: scores are less sure."
        case "pairs":
            return f"newsdiff compares {names[0]} by pairs of characters: scores are less sure."
        case "no_function_words":
            return f"newsdiff knows no function words of {names[0]}: scores are less sure."
        case "no_word_forms":
            return f"newsdiff knows no word forms of {names[0]}: some matches are missed."
        case "right_to_left":
            verb = plural(len(names), "is", "are")
            return f"{' and '.join(names)} {verb} drawn by the terminal as it can: newsdiff does not reorder lines."
        case _:
            assert_never(notice.kind)


def _several_languages(outlets: Iterable[tuple[str, str]]) -> str:
    """Which outlets are compared with one another and which are not, from the language and the name of each."""
    groups: dict[str, list[str]] = {}
    for language, outlet in outlets:
        groups.setdefault(language, []).append(outlet)
    listed = [f"{_and(names)} {plural(len(names), 'is', 'are')} in {language}" for language, names in groups.items()]
    return f"{', '.join(listed)}: articles in different languages are not compared."


def _and(names: Sequence[str]) -> str:
    return " and ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), names[-1]])


def story_totals(found: Overview) -> str:
    """How much all, some and single outlets of a story tell, and how many details differ."""
    if not found.any_compared:
        return "Nothing was compared"
    details = count_noun(len(found.conflicts), "detail differs", "details differ")
    return f"{', '.join(statement_counts(found))}, {found.only:,} in one only; {details}"


def statement_counts(found: Overview, *, noun: str = "statement") -> tuple[str, ...]:
    """How many statements are in all outlets, and how many in some: "7 statements in all 3", "13 in some".

    Where not every two outlets were compared, nobody knows what is in all: "20 statements in several".

    Args:
        found: The story at a glance.
        noun: What is counted; "" for the numbers alone.
    """
    every = found.shared if not found.all_compared or found.outlets == _TWO else found.in_all
    counted = count_noun(every, noun) if noun else f"{every:,}"
    if not found.all_compared:
        return (f"{counted} in several",)
    if found.outlets == _TWO:
        return (f"{counted} in both",)
    return f"{counted} in all {found.outlets}", f"{found.in_some:,} in some"


def story_news(news: StoryNews) -> str:
    """What is new about a watched story."""
    if news.figures:
        return f"{'; '.join(_figure(one, news.outlet) for one in news.figures[:MAX_FIGURES])}: {news.title}"
    match news.kind:
        case "again":
            return f"{news.outlet} has more: {news.title}"
        case "joined":
            return f"{news.outlet} tells it too: {news.title}"
        case "figure" | "revised" if news.earlier_title:
            return f"{news.outlet} changed its headline: “{news.earlier_title}” → “{news.title}”"
        case "figure" | "revised" if news.sentence:
            return f"{news.outlet} now says: “{shorten(news.sentence, MAX_SENTENCE)}” ({news.title})"
        case "figure" | "revised":
            return f"{news.outlet} changed its article: {news.title}"
        case _:
            assert_never(news.kind)


def _figure(change: FigureChange, outlet: str) -> str:
    """A figure that an outlet has changed."""
    subject = f"{change.subject}: " if change.subject else ""
    if change.sure:
        return f"{subject}{change.before} → {change.after} ({outlet})"
    return f"{subject}now {change.after}, before perhaps {change.before} ({outlet})"


def undone_step(step: UndoneStep) -> str:
    """What was undone, to go on after "Undone: "."""
    articles, name = count_noun(step.count, "article"), step.names[-1] if step.names else ""
    match step.kind:
        case "read":
            return f"{articles} marked read"
        case "unread":
            return f"{articles} marked unread"
        case "star":
            return f"{articles} starred"
        case "unstar":
            return f"{articles} unstarred"
        case "tag":
            return f"{articles} tagged {name}"
        case "untag":
            return f"{articles} no longer tagged {name}"
        case "remove":
            return f"{name} removed"
        case "mute":
            return f"{step.names[0]} “{name}” muted"
        case "unmute":
            return f"{step.names[0]} “{name}” no longer muted"
        case "unsave":
            return f"the saved search “{name}” removed"
        case "split":
            return f"{articles} split off a story"
        case "merge":
            return f"{count_noun(step.count, 'story', 'stories')} merged"
        case "move":
            return f"{articles} moved into another story"
        case "lead":
            return "lead of a story chosen"
        case "pin":
            return "story pinned"
        case "unpin":
            return "story no longer pinned"
        case "never_group":
            return f"{name} never grouped"
        case "group_again":
            return f"{name} grouped again"
        case "text":
            return name
        case _:
            assert_never(step.kind)


def feed_notice(notice: FeedNotice) -> str:
    """What should be known about how a feed was read."""
    items = count_noun(notice.count, "item")
    match notice.kind:
        case "too_many":
            return f"{items} of {notice.total:,} were not taken: newsdiff takes the first {notice.limit:,} of a feed."
        case "too_large":
            return f"{items} of {notice.total:,} were not taken: those before them hold too much text."
        case "unreadable":
            return f"{items} could not be read, and nothing was taken from there."
        case "cut":
            return f"The feed breaks off; {items} before the break could be taken."
        case "malformed":
            return "The feed is not well-formed XML; what could be read was taken."
        case "text":
            return notice.text
        case _:
            assert_never(notice.kind)


def not_a_list(name: str) -> str:
    """What is said of a file or an address that holds something else than a list of feeds."""
    return f"{name} is not a list of feeds: neither OPML nor newsboat's “urls” or “cache.db”."


def empty_list(name: str) -> str:
    """What is said of a list from which nothing could be imported."""
    return f"{name} has no feed that could be taken, so nothing was imported."


def in_private_network(feeds: int) -> str:
    """How many feeds of a list lie in a private network."""
    return f"{count_noun(feeds, 'feed')} of the list {plural(feeds, 'lies', 'lie')} in a private network"


def list_fault(fault: ListFault) -> str:
    """What was not taken of a list of subscriptions, or not as it was meant."""
    before = f"Line {fault.line}: " if fault.line else ""
    return before + _list_fault(fault)


def _list_fault(fault: ListFault) -> str:
    feed = f'"{fault.name}"' if fault.name else fault.url or "A feed without a name"
    match fault.kind:
        case "scraped":
            return f"{feed} was not taken: it is no feed but of the kind {fault.detail}."
        case "no_address":
            return f"{feed} was not taken: it has no address."
        case "link":
            return f"{feed} was not taken: it is a link ({fault.url}), not a feed."
        case "address":
            return f"{feed} was not taken: {fault.detail}"
        case "hidden":
            return f"{feed} is hidden in newsboat; in newsdiff it shows."
        case "query":
            return f"{feed} is a search in newsboat's own language, so it was not taken; save it anew as a search."
        case "query_part":
            return f"The search {feed} was saved without “{fault.detail}”, which newsdiff cannot search for."
        case "program":
            return f"{feed} runs a program to get a feed, which newsdiff does not do, so it was not taken."
        case "too_many":
            return f"{fault.count:,} feeds at the end were not taken: newsdiff takes {fault.limit:,} from one list."
        case "too_long":
            return f"Only the first {fault.limit:,} lines of {fault.count:,} were read."
        case "malformed":
            if not fault.count:
                return f"{fault.detail} is not well-formed XML, and no feed could be read in it."
            return f"{fault.detail} is not well-formed XML, so feeds may be missing; {fault.count:,} could be read."
        case _:
            assert_never(fault.kind)


def store_notice(notice: StoreNotice) -> str:
    """What should be known about how the store was opened, in one or more sentences."""
    # Imported here, since hardly any start has anything to say of its store.
    from newsdiff.core.library.store_notice import StoreReplaced

    return _store_replaced(notice) if isinstance(notice, StoreReplaced) else _store_read_only(notice)


def _store_replaced(notice: StoreReplaced) -> str:
    kept = f" It was kept as {notice.kept_as}." if notice.kept_as else ""
    what = f"The store {notice.path} {STORE_FAULTS[notice.fault]}.{kept}"
    if notice.backup is None:
        return f"{what} There was no sound backup to put in its place, so a new store was begun."
    return (
        f"{what} The backup of {long_date(notice.backup)} was put in its place; "
        "what you decided after it was written is not in it."
    )


def _store_read_only(notice: StoreReadOnly) -> str:
    unread = " What was decided last is safe, but cannot be shown now." if notice.log_unread else ""
    return (
        f"{notice.path} is open for reading only: {_READ_ONLY[notice.reason]}. What you decide now is not kept.{unread}"
    )
