"""A change of many contacts as its page shows it, at whatever stage it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for

from app.contacts.rows import ContactRow
from app.core.paging import describe_count
from app.many.models import ManyChange
from app.many.queries import list_rows
from app.many.rules import Outcome, Stage
from app.web.changes import when_label
from app.web.contacts.reading import current_reader
from app.web.jobs.page import JobPage, page_of
from app.web.many.wording import consequences, outcome_labels

EXAMPLES = 5
IN_WORK = frozenset({Stage.PREPARING, Stage.DOING, Stage.UNDOING})


@dataclass(frozen=True)
class Figure:
    """How many contacts there are of an outcome; the number opens them."""

    label: str
    value: str
    url: str


@dataclass(frozen=True)
class ManyPage:
    id: int
    words: str
    stage: Stage
    job: JobPage | None
    figures: Sequence[Figure]
    consequences: Sequence[str]
    examples: Sequence[ContactRow]
    to_change: int
    changed: int
    undone: int
    start_words: str
    go_on_words: str
    go_on_undoing_words: str
    is_in_work: bool
    is_interrupted: bool


def page_of_change(many: ManyChange) -> ManyPage:
    job = page_of(many.job, with_outcome=False) if many.job is not None else None
    is_over = job is None or job.is_over
    shown = Outcome.TO_CHANGE if many.count(Outcome.TO_CHANGE) else Outcome.CHANGED
    is_preview = many.stage is Stage.PREPARED
    rows, _cursor = list_rows(many, [shown], reader=current_reader(), size=EXAMPLES)
    to_change, changed = many.count(Outcome.TO_CHANGE), many.count(Outcome.CHANGED)
    return ManyPage(
        id=many.id,
        words=many.words,
        stage=many.stage,
        job=job,
        figures=[] if many.stage is Stage.PREPARING else _figures(many),
        consequences=list(consequences(many)) if is_preview else [],
        examples=rows,
        to_change=to_change,
        changed=changed,
        undone=many.count(Outcome.UNDONE),
        start_words=f"Change {describe_count(to_change, 'contact', 'contacts')}",
        go_on_words=f"Go on with the other {describe_count(to_change, 'contact', 'contacts')}",
        go_on_undoing_words=f"Go on undoing the other {describe_count(changed, 'contact', 'contacts')}",
        is_in_work=many.stage in IN_WORK and not is_over,
        is_interrupted=many.stage in IN_WORK and is_over,
    )


def _figures(many: ManyChange) -> list[Figure]:
    return [
        Figure(
            label,
            f"{many.count(outcome):,}",
            url_for("many.contacts", many_change_id=many.id, which=outcome.value),
        )
        for outcome, label in outcome_labels(many).items()
        if many.count(outcome)
    ]


@dataclass(frozen=True)
class ChangeRow:
    """A change in the list of one's own."""

    when: str
    words: str
    url: str
    state: str


_STATES = {
    Stage.PREPARING: "being looked at",
    Stage.PREPARED: "previewed, nothing changed yet",
    Stage.DOING: "being changed",
    Stage.DONE: "changed",
    Stage.UNDOING: "being undone",
    Stage.UNDONE: "undone",
    Stage.DISCARDED: "left as it was",
}


def rows_of_changes(changes: Iterable[ManyChange]) -> list[ChangeRow]:
    return [
        ChangeRow(
            when_label(many.created_at),
            many.words,
            url_for("many.page", many_change_id=many.id),
            f"{describe_count(many.count(*Outcome), 'contact', 'contacts')}, {_STATES[many.stage]}",
        )
        for many in changes
    ]
