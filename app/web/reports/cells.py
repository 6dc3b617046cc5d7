"""A report's table drawn: thousands of cells, each with its link, which a template takes ten times as long for."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from app.web.charts import Figure
from app.web.reports.table import Line, Table

_HEAD = '<th scope="col" class="app-counted__number">{}</th>'
_OF_TOTAL = ' class="app-counted__total"'


def draw_table(table: Table) -> Markup:
    """As the table of a chart is: on a phone each figure says what it stands under, and its link what it leads to."""
    of, *heads = [str(escape(head)) for head in table.heads]
    rows = "".join(_row(line, heads, table.counted) for line in table.lines)
    return Markup(  # noqa: S704  every word in it was escaped
        f'<table class="app-counted app-counted--chart app-counted--report" id="{escape(table.name)}-table">'
        f'<caption class="govuk-visually-hidden">{escape(table.title)}</caption>'
        f'<thead><tr><th scope="col">{of}</th>{"".join(map(_HEAD.format, heads))}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _row(line: Line, heads: list[str], counted: tuple[str, str]) -> str:
    label = str(escape(line.label))
    return (
        f'<tr{_OF_TOTAL if line.is_total else ""}><th scope="row">{label}</th>'
        f"{''.join(_cells(line, label, heads, counted))}</tr>"
    )


def _cells(line: Line, label: str, heads: list[str], counted: tuple[str, str]) -> Iterator[str]:
    for figure, head in zip(line.figures, heads, strict=True):
        if figure is None:
            yield '<td class="app-counted__number app-counted__number--none"></td>'
            continue
        none = "" if figure.value else " app-counted__number--none"
        so_far = '<span class="govuk-visually-hidden"> so far</span>' if figure.is_unfinished else ""
        said = _linked(figure, f"{label}, {head}", counted)
        yield (
            f'<td class="app-counted__number{none}"><span class="app-counted__label">{head} </span>{said}{so_far}</td>'
        )


def _linked(figure: Figure, of: str, counted: tuple[str, str]) -> str:
    words = str(escape(figure.label))
    if not figure.url or not figure.value:
        return words
    what = counted[0] if figure.value == 1 else counted[1]
    address = figure.url.replace("&", "&amp;")
    return f'<a href="{address}">{words}<span class="govuk-visually-hidden"> {what}, {of}</span></a>'
