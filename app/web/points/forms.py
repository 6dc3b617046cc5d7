"""Forms about points: what became of them, and those raised in a document."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, HiddenField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import AnyOf

from app.core.clock import office_today
from app.organisations.models import Sector
from app.partnership.dispositions import Disposal
from app.people.whom import Whom
from app.points.in_documents import DocumentPoint
from app.points.models import Point
from app.points.rules import BarrierNature, Disposition, PointKind
from app.programme.models import Theme
from app.web.directory_fields import DayField
from app.web.fields import chosen, line, lines, said, words_of
from app.web.programme_fields import OutputField
from app.web.templating import long_date
from app.web.whom_field import WhomField

NONE = ""
NOT_CHOSEN = "Choose what became of them"


class DisposalForm(FlaskForm):  # type: ignore[misc]
    """What became of one point, or of several."""

    disposition = SelectField(
        "What became of it",
        choices=words_of(Disposition),
        validate_choice=False,
        validators=[AnyOf(list(Disposition), message="Choose what became of it.")],
    )
    answer = TextAreaField("Answer, or why", filters=[lines], render_kw={"rows": 3})
    output = OutputField("Output")
    disposed_on = DayField("Settled on", stands_for="last")
    version = HiddenField()

    def fill(self, point: Point, today: dt.date) -> None:
        """Show what is recorded, as of today where nothing is settled."""
        self.disposition.data = point.disposition.value
        self.answer.data, self.version.data = point.answer, str(point.version)
        self.disposed_on.fill(point.disposed_on or today)

    def disposal(self) -> Disposal:
        """What the form says; only after it has been validated."""
        return Disposal(
            Disposition(self.disposition.data), said(self.answer), self.disposed_on.day, self.output.picked_id
        )


class DisposalOfManyForm(DisposalForm):
    """What became of those that were ticked: nothing is chosen beforehand."""

    settled_too = BooleanField("Change those that are settled too")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.disposition.choices = [SelectChoice(NONE, NOT_CHOSEN), *words_of(Disposition)]
        self.disposition.validators = [AnyOf(list(Disposition), message=f"{NOT_CHOSEN}.")]


class TickedForm(Form):
    """What is said on the board of the points ticked there, as typed; DisposalOfManyForm judges it."""

    disposition = StringField(default=NONE)
    answer = StringField(default="")
    disposed_on = StringField(default=lambda: long_date(office_today()))


class DocumentPointForm(FlaskForm):  # type: ignore[misc]
    """A point raised in a document."""

    words = TextAreaField("What was raised", filters=[lines], render_kw={"rows": 3})
    kind = SelectField("Kind", choices=words_of(PointKind), default=PointKind.CONCERN.value)
    barrier_nature = SelectField("Nature of the barrier", default=NONE)
    document = StringField("Document", filters=[line], render_kw={"autocomplete": "off"})
    paragraph = StringField("Paragraph", filters=[line], render_kw={"autocomplete": "off"})
    raised_on = DayField("Date of the document")
    whom = WhomField("Raised by")
    sector_id = SelectField("Sector", default=NONE)
    theme_ids = SelectMultipleField("Themes", coerce=int)
    version = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.barrier_nature.choices = [SelectChoice(NONE, "Not said"), *words_of(BarrierNature)]

    def offer(self, sectors: Sequence[Sector], themes: Sequence[Theme], point: Point | None) -> None:
        """What can be chosen, and what the point has although it is offered no more."""
        sectors, themes = list(sectors), list(themes)
        if point and point.sector and point.sector not in sectors:
            sectors.append(point.sector)
        themes += [theme for theme in (point.themes if point else ()) if theme not in themes]
        self.sector_id.choices = [
            SelectChoice(NONE, "Not said"),
            *(SelectChoice(str(sector.id), sector.name) for sector in sectors),
        ]
        self.theme_ids.choices = [SelectChoice(theme.id, theme.name) for theme in themes]

    def fill(self, point: Point) -> None:
        """Show what is recorded."""
        self.words.data, self.version.data = point.words, str(point.version)
        self.kind.data = point.kind.value
        self.barrier_nature.data = point.barrier_nature.value if point.barrier_nature else NONE
        self.document.data, self.paragraph.data = point.source_document, point.source_paragraph
        self.raised_on.fill(point.raised_on)
        self.whom.fill(Whom(point.by_organisation_id, point.by_person_id, point.by_post_id))
        self.sector_id.data = str(point.sector_id or NONE)
        self.theme_ids.data = [theme.id for theme in point.themes]

    def details(self) -> DocumentPoint:
        """What the form says; only after it has been validated."""
        nature = self.barrier_nature.data
        return DocumentPoint(
            kind=PointKind(self.kind.data),
            words=said(self.words),
            document=said(self.document),
            raised_on=self.raised_on.day,
            paragraph=said(self.paragraph),
            barrier_nature=BarrierNature(nature) if nature else None,
            sector_id=int(self.sector_id.data) if self.sector_id.data else None,
            whom=self.whom.whom,
            theme_ids=tuple(chosen(self.theme_ids)),
        )
