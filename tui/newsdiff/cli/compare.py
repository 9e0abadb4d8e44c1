"""The command that compares articles and prints the result."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsdiff.cli.output import encoding, log_line, width, write
from newsdiff.errors import ExportError, ReadError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdiff.core.library.stories import ComparedStory
    from newsdiff.core.models import Alignment
    from newsdiff.exports.formats import Format
    from newsdiff.exports.report import ExportView
    from newsdiff.service import AppContext, LoadedArticles


@click.command()
@click.argument("sources", nargs=-1, metavar="PLACE...", type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="Write JSON: articles, sentences, matches and why they match.")
@click.option("--markdown", "as_markdown", is_flag=True, help="Write a Markdown document.")
@click.option("--html", "as_html", is_flag=True, help="Write one self-contained HTML page.")
@click.option("--story", type=int, metavar="ID", help='Compare a story of your feeds, by its id in "newsdiff stories".')
@click.option(
    "--article",
    "wanted",
    type=int,
    multiple=True,
    metavar="ID",
    help="With --story: compare this article, not the newest of its outlet. May be repeated.",
)
@click.option(
    "--min-score",
    type=float,
    metavar="X",
    help="Give every pair of sentences that scores above X (0 to 1); without it, those that match.",
)
@click.option(
    "-o", "--output", metavar="FILE", help='Write to FILE; "-" is the standard output. The extension sets the format.'
)
@click.option("--force", is_flag=True, help="Overwrite FILE if it exists.")
@click.pass_context
def compare(
    ctx: click.Context,
    *,
    sources: tuple[str, ...],
    as_json: bool,
    as_markdown: bool,
    as_html: bool,
    story: int | None,
    wanted: tuple[int, ...],
    min_score: float | None,
    output: str | None,
    force: bool,
) -> None:
    """Compare articles without a screen and print the result.

    A PLACE is a file (plain text, Markdown, HTML, JSON), a folder of such files, or an http(s) address. The first
    article leads and the others answer it. Without an option, the result is a text table that fits the terminal.

    With --story, the newest article of each outlet of that story is compared; nothing is marked read. The result names
    the other articles of these outlets, and --article compares one of them.

    \b
    Examples:
      newsdiff compare gazette.txt herald.html
      newsdiff compare articles/ --html -o story.html
      newsdiff compare --json --min-score 0 a.json b.json | jq .matches
      newsdiff compare --story 12 --markdown
      newsdiff compare --story 12 --article 345
    """
    if story is None:
        require_sources(ctx, sources)
        if wanted:
            raise click.UsageError("--article needs the story of the article: --story ID.", ctx)
    elif sources:
        raise click.UsageError("name articles, or a story with --story; not both.", ctx)
    requested: dict[Format, bool] = {"json": as_json, "markdown": as_markdown, "html": as_html}
    file = None if output in (None, "-") else Path(output)
    form, score = _form(ctx, file, [form for form, wanted in requested.items() if wanted]), _score(ctx, min_score)
    if file:
        _check_output(file, sources, force=force)
    from newsdiff.cli.event_loop import run_async
    from newsdiff.exports.formats import render

    alignment, view = run_async(_aligned(sources, story, wanted, score))
    if file:
        from newsdiff.exports.output_file import save

        save(render(alignment, form, view=view, min_score=score).encode(), file, force=force)
    else:
        write(render(alignment, form, view=view, min_score=score, width=width(), encoding=encoding()))


def require_sources(ctx: click.Context, sources: Sequence[str]) -> None:
    """Raise a usage error where no article was named."""
    if not sources:
        raise click.UsageError("name the articles: files, folders or addresses.", ctx)


def _form(ctx: click.Context, file: Path | None, requested: Sequence[Format]) -> Format:
    """The format: that of an option, else of the extension of the file, else a table."""
    from newsdiff.exports.formats import ENDINGS

    if len(requested) > 1:
        raise click.UsageError(f"choose one of {' and '.join(f'--{form}' for form in requested)}.", ctx)
    if requested:
        return requested[0]
    return ENDINGS.get(file.suffix.lower(), "table") if file else "table"


def _score(ctx: click.Context, score: float | None) -> float | None:
    if score is not None and (math.isnan(score) or not 0 <= score <= 1):
        raise click.UsageError(f"--min-score must be from 0 to 1, not {score:g}.", ctx)
    return score


def _check_output(output: Path, sources: Sequence[str], *, force: bool) -> None:
    from newsdiff.exports.output_file import check

    if output.is_file() and not force:
        raise ExportError(f"{output} exists and was left as it is. Choose another name, or add --force.")
    check(output, force=force)
    if output.is_file() and any(Path(source).is_file() and output.samefile(source) for source in sources):
        raise ExportError(f"{output} is one of the articles: choose another name for the comparison.")


async def _aligned(
    sources: Sequence[str], story: int | None, wanted: Sequence[int], score: float | None
) -> tuple[Alignment, ExportView]:
    """Load the articles of some sources, or of a story, and compare them. Notices are written to standard error."""
    import asyncio

    from newsdiff import config as settings
    from newsdiff.exports.report import ExportView
    from newsdiff.service import AppContext

    async with AppContext(settings.load(settings.config_file())) as context:
        if story is None:
            loaded = await context.load_articles(sources, strict=True)
        else:
            loaded = await _story(context, story, wanted)
        try:
            comparison = await asyncio.to_thread(context.compare, loaded.articles, min_score=score, strict=True)
        except ReadError as error:
            # There is only one article if the same one was named twice: the notice says so.
            raise ReadError(" ".join((*loaded.notices, str(error)))) from error
    for notice in (*loaded.notices, *comparison.notices):
        log_line(notice)
    if loaded.story and loaded.story.others:
        log_line(_others_hint(loaded.story))
    return comparison.alignment, ExportView(story=loaded.story)


async def _story(context: AppContext, story: int, wanted: Sequence[int]) -> LoadedArticles:
    """The articles of a stored story."""
    store = context.feed_service.store
    if not store.some_stories([story]):
        raise ReadError(f'there is no story {story}; "newsdiff stories" lists those there are.')
    known = {entry.id for entry in store.story_entries(story)}
    for article in wanted:
        if article not in known:
            raise ReadError(f'there is no article {article} in story {story}; "newsdiff stories --json" lists its ids.')
    return await context.feed_service.stories.articles(story, wanted)


def _others_hint(story: ComparedStory) -> str:
    """How to compare an article that was not compared, with the ids of the newest ones."""
    from newsdiff.exports.report import MOST_OTHERS
    from newsdiff.exports.report_text import entry_name

    named = [f"{one.id} ({entry_name(one)})" for one in story.others[:MOST_OTHERS]]
    more = ["…"] if len(story.others) > MOST_OTHERS else []
    return f"each outlet's newest article is compared; --article ID compares another: {', '.join([*named, *more])}"


COMMANDS = (compare,)
"""The commands of this module."""
