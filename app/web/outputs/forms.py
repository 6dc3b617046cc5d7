"""Forms about outputs."""

from collections.abc import Iterable, Sequence

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import AnyOf

from app.organisations.models import Sector
from app.partnership.outputs.details import OutputDetails
from app.partnership.outputs.queries import OutputFilters
from app.programme.models import Output
from app.programme.rules import OutputKind, OutputStatus
from app.web.contact_field import ContactField
from app.web.contacts.filter_form import PickOne, one_line
from app.web.directory_fields import DayField
from app.web.fields import SelectChoice, line, lines, number_chosen, said, words_of

Options = Sequence[tuple[int, str]]
SAY_SO = "Say on the points that they are taken into an output, where nothing is said of them yet"


class OutputFilterForm(Form):
    """Every filter of /outputs/, named as in its address."""

    words = StringField("Words", default="", filters=[one_line])
    kind = PickOne("Kind", "Any kind", OutputKind)
    status = PickOne("Status", "Any status", OutputStatus)
    sector = PickOne("Sector", "Any sector")
    workstream = PickOne("Workstream", "Any workstream")
    behind = PickOne("Built on", "Anything or nothing")
    archived = PickOne("Archived", "Leave them out")

    def __init__(self, args: "MultiDict[str, str]", *, sectors: Iterable[Sector], workstreams: Options) -> None:
        super().__init__(args)
        self.sector.offer((sector.id, sector.name) for sector in sectors)
        self.workstream.offer(workstreams)
        self.behind.offer([("nothing", "Nothing behind it")])
        self.archived.offer([("yes", "Archived ones only")])

    def chosen(self) -> OutputFilters:
        """The filters that could be read."""
        self.validate()
        said = {field.name: field.data for field in self if field.data and not field.errors}
        return OutputFilters(
            words=said.get("words", ""),
            kind=OutputKind(said["kind"]) if "kind" in said else None,
            status=OutputStatus(said["status"]) if "status" in said else None,
            sector_id=int(said["sector"]) if "sector" in said else None,
            workstream_id=int(said["workstream"]) if "workstream" in said else None,
            has_nothing_behind="behind" in said,
            is_archived="archived" in said,
        )

    def labels(self) -> dict[str, str]:
        """Each filter in use, in words."""
        picked = (self.kind, self.status, self.sector, self.workstream, self.behind, self.archived)
        labels = {field.name: field.words for field in picked if field.data and not field.errors}
        return ({"words": f"“{self.words.data}”"} if self.words.data else {}) | labels


class OutputForm(FlaskForm):  # type: ignore[misc]
    """Everything that can be said of an output."""

    title = StringField("Title", filters=[line], render_kw={"autocomplete": "off"})
    kind = PickOne("Kind", "Choose one", OutputKind)
    description = TextAreaField("Description", filters=[lines], render_kw={"rows": 4})
    sector_id = PickOne("Sector", "Not of one sector")
    status = RadioField(
        "Status",
        choices=words_of(OutputStatus),
        default=OutputStatus.PROPOSED.value,
        validate_choice=False,
        validators=[AnyOf([status.value for status in OutputStatus], message="Choose where it stands.")],
    )
    due_on = DayField("Due", stands_for="last", prefer="future")
    published_on = DayField("Published on")
    published_at = StringField("Place", filters=[line], render_kw={"autocomplete": "off", "list": "places"})
    link = StringField("Link", filters=[line], render_kw={"autocomplete": "off", "inputmode": "url"})
    retired_on = DayField("Retired on")
    workstream_id = PickOne("Workstream", "None")
    owner_id = PickOne("Owner", "Nobody yet")
    commitments = SelectMultipleField("Commitments that it keeps", coerce=int, validate_choice=False)
    points = SelectMultipleField("Points that it is built on", coerce=int, validate_choice=False)
    say_so = BooleanField(SAY_SO, default=True)
    version = HiddenField()

    def validate_kind(self, field: PickOne) -> None:
        AnyOf([kind.value for kind in OutputKind], message="Choose what kind of thing it is.")(self, field)

    def offer(
        self,
        *,
        sectors: Iterable[Sector],
        workstreams: Options,
        colleagues: Options,
        output: Output | None = None,
    ) -> None:
        """What can be chosen, and what the output has although it is offered no more."""
        has = [output.sector, output.workstream, output.owner] if output else []
        offered: list[tuple[PickOne, Iterable[tuple[int, str]]]] = [
            (self.sector_id, [(sector.id, sector.name) for sector in sectors]),
            (self.workstream_id, workstreams),
            (self.owner_id, colleagues),
        ]
        for field, options in offered:
            field.offer(options)
        for (field, _), record in zip(offered, has, strict=False):
            if record is not None:
                field.offer([(record.id, record.name)])

    def begin_with(self, *, commitments: Options, points: Options, is_new: bool) -> None:
        """What the page that led here would have it keep and be built on, which can be left out again."""
        for field, options in ((self.commitments, commitments), (self.points, points)):
            field.choices = [SelectChoice(number, words) for number, words in options]
            if is_new:
                field.data = [number for number, _words in options]

    def fill(self, output: Output) -> None:
        """Show what is recorded."""
        for name in ("title", "description", "published_at", "link", "version"):
            self[name].data = getattr(output, name)
        self.kind.data, self.status.data = output.kind.value, output.status.value
        for name in ("due_on", "published_on", "retired_on"):
            self[name].fill(getattr(output, name))
        for name in ("sector_id", "workstream_id", "owner_id"):
            self[name].data = str(getattr(output, name) or "")

    def details(self) -> OutputDetails:
        """What the form says; what of it is not clear is left out."""
        return OutputDetails(
            **{name: said(self[name]) for name in ("title", "description", "published_at", "link")},
            kind=OutputKind(self.kind.data) if self.kind.data in list(OutputKind) else OutputKind.GUIDANCE,
            status=OutputStatus(self.status.data) if self.status.data in list(OutputStatus) else OutputStatus.PROPOSED,
            due_on=self.due_on.day,
            published_on=self.published_on.day,
            retired_on=self.retired_on.day,
            sector_id=number_chosen(self.sector_id),
            workstream_id=number_chosen(self.workstream_id),
            owner_id=number_chosen(self.owner_id),
        )


class FindForm(Form):
    """What to look for, in the address."""

    words = StringField("Words", default="", filters=[one_line])


class AddContactForm(FlaskForm):  # type: ignore[misc]
    """A contact where the need for the output was heard, or where it was tried."""

    contact = ContactField("Contact", missing="Enter words of the contact’s subject, or the address of its page.")
