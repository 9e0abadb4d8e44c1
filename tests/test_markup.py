"""Text from the network is never markup: no widget of ours that reads markup is handed a bare string.

Textual reads `[…]` in a `str` as markup: a headline with `[/x]` ends the program, and `[@click=…]` becomes live. What
is handed to such a widget has to be made as content, be a literal of ours, or come with `markup=False`.
"""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import textual.widgets

if TYPE_CHECKING:
    from collections.abc import Iterator

APP = Path(__file__).parents[1] / "tui" / "newsdiff" / "app"

SAFE = {"Content", "Text", "escape"}
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "title", "sub_title", "label"}
METHODS = {"update", "notify", "add_option", "add_options", "add_row", "add_column", "write"}

NO_WIDGETS = {"os.write", "driver.write"}
"""What writes to the terminal as it is: what stands in a sequence of our own is cleaned where that is made."""

SHOWN = {"content", "prompt", "label", "message", "placeholder", "match_display", "display", "help"}
"""The arguments that are shown, by their names."""

PLACES = {"Input": slice(0, 0), "Hit": slice(1, 2), "DiscoveryHit": slice(0, 1)}
"""Where those stand that are given without a name, for what takes others too; what a field holds is no markup."""


def widgets() -> set[str]:
    """The widgets of Textual that read markup: those that can be told not to, and those that cannot."""
    told = {
        name
        for name in vars(textual.widgets)["__all__"]
        if "markup" in inspect.signature(getattr(textual.widgets, name).__init__).parameters
    }
    hits = {"Hit", "DiscoveryHit"}
    return (
        told
        | hits
        | {"Input", "Button", "Checkbox", "Collapsible", "DataTable", "Option", "RadioButton", "TabPane", "Tab", "Tree"}
    )


def findings(source: str) -> list[int]:
    """The lines where a bare string, or what may be one, is handed to something that reads markup."""
    parsed, reading = ast.parse(source), widgets()
    made = {name for node in ast.walk(parsed) for name in _made_as_content(node)} | _functions_of_content(parsed)
    return sorted({line for node in ast.walk(parsed) for line in _suspects(node, reading, made)})


def _made_as_content(node: ast.AST) -> Iterator[str]:
    """Names that are given content where they are assigned, or that are annotated as content."""
    if isinstance(node, ast.Assign) and _is_content(node.value):
        yield from (target.id for target in node.targets if isinstance(target, ast.Name))
    if isinstance(node, ast.arg) and node.annotation and ast.unparse(node.annotation) in SAFE:
        yield node.arg


def _functions_of_content(parsed: ast.Module) -> set[str]:
    """Functions that are annotated to return content, as `name()`, where no other of that name returns anything else.

    mypy sees to it that they do.
    """
    returned: dict[str, list[str]] = {}
    for node in ast.walk(parsed):
        if isinstance(node, ast.FunctionDef):
            returned.setdefault(f"{node.name}()", []).append(ast.unparse(node.returns) if node.returns else "")
    return {name for name, annotations in returned.items() if SAFE.issuperset(annotations)}


def _suspects(node: ast.AST, reading: set[str], made: set[str]) -> Iterator[int]:
    if isinstance(node, ast.Assign):
        named = any(isinstance(target, ast.Attribute) and target.attr in ATTRIBUTES for target in node.targets)
        if named and not _is_harmless(node.value, made):
            yield node.lineno
    if not isinstance(node, ast.Call):
        return
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    if name == "from_markup" and not all(isinstance(one, ast.Constant) for one in node.args):
        yield node.lineno
    is_method = isinstance(node.func, ast.Attribute) and name in METHODS and ast.unparse(node.func) not in NO_WIDGETS
    if not (name in reading or is_method) or any(_tells_not_to(keyword) for keyword in node.keywords):
        return
    content = [
        *node.args[PLACES.get(name, slice(None))],
        *(one.value for one in node.keywords if one.arg in SHOWN),
    ]
    if not all(_is_harmless(one, made) for one in content):
        yield node.lineno


def _tells_not_to(keyword: ast.keyword) -> bool:
    return keyword.arg == "markup" and isinstance(keyword.value, ast.Constant) and keyword.value.value is False


def _is_content(node: ast.expr) -> bool:
    """`Content(…)`, `Text(…)`, or what one of their methods makes, such as `Content.assemble(…)`."""
    while isinstance(node, ast.Call | ast.Attribute):
        node = node.func if isinstance(node, ast.Call) else node.value
    return isinstance(node, ast.Name) and node.id in SAFE


def _is_harmless(node: ast.expr, made: set[str]) -> bool:
    if isinstance(node, ast.Constant):
        return not (isinstance(node.value, str) and "[" in node.value)
    if isinstance(node, ast.Call):
        # A function of the module, or a method of the object itself.
        called = ast.unparse(node.func).removeprefix("self.").removeprefix("cls.")
        return _is_content(node) or f"{called}()" in made
    return _is_content(node) or (isinstance(node, ast.Name) and node.id in made)


@pytest.mark.parametrize("path", sorted(APP.rglob("*.py")), ids=lambda path: str(path.relative_to(APP)))
def test_no_widget_that_reads_markup_is_handed_a_bare_string(path: Path) -> None:
    assert findings(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "Static(title)", "Label(f'{title}')", "Static(article.title)", "Button(title)", "Option(article.outlet)",
        "OptionList(*titles)", "Static(content=title)", "self.notify(str(error))", "pane.border_title = article.outlet",
        "self.query_one(Static).update(title)", "Static('[b]ours[/b]')", "Static(title, markup=True)",
        "Static(str(Content(title)))", "table.add_row(title)", "self.title = story.title",
        "line = Content.from_markup(f'[b]{title}[/b]')", "Text.from_markup(title)", "Input('', placeholder=title)", "Hit(1.0, title, run)", "DiscoveryHit(title, run)",
        "Hit(1.0, Content(title), run, help=tip)", "Static(self.line(title))\ndef line(title: str) -> str: ...",
        "Static(self.line())\ndef line() -> Content: ...\nclass Other:\n    def line(self) -> str: ...",
        "Static(other.line())\ndef line() -> Content: ...", "Static(line)\ndef line() -> Content: ...",
        "Static(self.line())\ndef line(): ...", "Static(line())\nasync def line() -> Content: ...",
    ],
)  # fmt: skip
def test_a_bare_string_is_found(line: str) -> None:
    assert findings(line) == [1]


@pytest.mark.parametrize(
    "line",
    [
        "Static(Content(title))", "Static(Content.from_markup('[b]$title[/b]', title=title))", "Label('Add one')",
        "OptionList(markup=False)", "self.notify(str(error), markup=False)", "pane.border_title = Content(title)",
        "Static()", "Static(Content(title).stylize('bold'))", "line = Content.assemble(('a', 'b'))\nStatic(line)",
        "def add(text: Content) -> None:\n    Static(text)", "self.name = title", "seen.add(title)",
        "Input(title, placeholder='a name')", "Input(title, placeholder=Content(hint))",
        "Static(self.line(title))\ndef line(title: str) -> Content: ...",
        "Static(line(title))\ndef line(title: str) -> Text: ...",
        "Hit(score, Content(title), run, text=title, help=escape(tip))", "DiscoveryHit(Content(title), run, text=title)",
    ],
)  # fmt: skip
def test_what_is_made_as_content_is_not(line: str) -> None:
    assert findings(line) == []


def test_the_widgets_that_read_markup_are_known() -> None:
    assert {"Static", "Label", "OptionList", "Button", "RichLog"} <= widgets()
