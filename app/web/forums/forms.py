"""Forms about forums, who belongs to them and who is invited."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import DateField, Form, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import NumberRange, Optional

from app.core.clock import office_today
from app.partnership.forums.members import check_role
from app.partnership.forums.queries import ForumFilters
from app.partnership.forums.services import ForumDetails, check_forum_name
from app.partnership.models import Forum, ForumMember
from app.partnership.rules import ForumKind
from app.people.whom import Whom
from app.web.contacts.filter_form import PickOne
from app.web.directory_fields import DayField, OrganisationField, OrganisationsField, organisation_text
from app.web.fields import line, lines, words_of
from app.web.problems import tell_problem
from app.web.whom_field import WhomField

NONE = ""
MOST = 999_999_999  # within what a database takes for an id


class OrganisationFilter(OrganisationField):
    """A filter has no room for a choice below it: the names to choose from stand in the message."""

    def unclear(self, text: str) -> str:
        names = "; ".join(choice.label for choice in self.choices)
        return f"Which organisation is “{text}”: {names}?" if names else f"No organisation is called “{text}”."


class ForumFilterForm(Form):
    """Every filter of /forums/, named as in its address."""

    kind = PickOne("Kind", "Any kind", ForumKind)
    organisation = OrganisationFilter("Organisation in it")
    archived = PickOne("Archived", "Leave them out")

    def __init__(self, args: "MultiDict[str, str]") -> None:
        super().__init__(args)
        self.archived.offer([("yes", "Archived ones only")])
        self.validate()

    def chosen(self) -> ForumFilters:
        """The filters that could be read."""
        return ForumFilters(
            kind=ForumKind(self.kind.data) if self.kind.data and not self.kind.errors else None,
            organisation_id=self.organisation.picked_id,
            is_archived=bool(self.archived.data) and not self.archived.errors,
        )

    def labels(self) -> dict[str, str]:
        """Each filter in use, in words."""
        labels = {field.name: field.words for field in (self.kind, self.archived) if field.data and not field.errors}
        named = {"organisation": f"with {self.organisation.data}"} if self.organisation.picked_id else {}
        return named | labels


class ForumForm(FlaskForm):  # type: ignore[misc]
    """Everything that can be said of a forum."""

    name = StringField("Name", filters=[line], render_kw={"autocomplete": "off"})
    kind = SelectField("Kind", choices=words_of(ForumKind), default=ForumKind.FORUM)
    purpose = TextAreaField("Purpose", filters=[lines], render_kw={"rows": 4})
    convenor = OrganisationField("Convenor")
    workstream_id = SelectField("Workstream", default=NONE)
    started_on = DayField("From")
    ended_on = DayField("To", stands_for="last")
    version = HiddenField()

    def validate_name(self, field: StringField) -> None:
        tell_problem(lambda typed: check_forum_name(typed, field.data or ""))

    def offer(self, workstreams: Sequence[tuple[int, str]], forum: Forum | None = None) -> None:
        """Those in use, and the one that the forum has although it is offered no more."""
        kept = [(forum.workstream.id, forum.workstream.name)] if forum and forum.workstream else []
        workstreams = [*workstreams, *(each for each in kept if each not in workstreams)]
        named = [SelectChoice(str(number), name) for number, name in workstreams]
        self.workstream_id.choices = [SelectChoice(NONE, "None"), *named]

    def fill(self, forum: Forum) -> None:
        """Show what is recorded."""
        for name in ("name", "purpose", "version"):
            self[name].data = getattr(forum, name)
        self.kind.data, self.workstream_id.data = forum.kind.value, str(forum.workstream_id or NONE)
        self.convenor.data = organisation_text(forum.convenor)
        self.started_on.fill(forum.started_on)
        self.ended_on.fill(forum.ended_on)

    def details(self) -> ForumDetails:
        """What the form says; only after it has been validated."""
        return ForumDetails(
            name=self.name.data or "",
            kind=ForumKind(self.kind.data),
            purpose=self.purpose.data or "",
            convenor_id=self.convenor.picked_id,
            workstream_id=int(self.workstream_id.data) if self.workstream_id.data else None,
            started_on=self.started_on.day,
            ended_on=self.ended_on.day,
        )


class AddMembersForm(FlaskForm):  # type: ignore[misc]
    """One member, or several organisations at once."""

    who = WhomField("Who")
    organisations = OrganisationsField("Or several organisations", render_kw={"rows": 4})
    role = StringField("Role", filters=[line], render_kw={"autocomplete": "off"})
    started_on = DayField("From")

    def validate_role(self, field: StringField) -> None:
        tell_problem(lambda typed: check_role(typed, field.data or ""))

    def everyone(self) -> list[Whom]:
        named = [] if self.who.whom.is_nobody else [self.who.whom]
        return [*named, *(Whom(organisation_id=number) for number in self.organisations.picked_ids)]


class MemberForm(FlaskForm):  # type: ignore[misc]
    """A membership as it should have been recorded."""

    who = WhomField("Who", missing="Enter who belongs to it.")
    role = StringField("Role", filters=[line], render_kw={"autocomplete": "off"})
    started_on = DayField("From")
    ended_on = DayField("To", stands_for="last")
    version = HiddenField()

    def validate_role(self, field: StringField) -> None:
        tell_problem(lambda typed: check_role(typed, field.data or ""))

    def fill(self, member: ForumMember) -> None:
        """Show what is recorded."""
        self.who.fill(Whom(member.organisation_id, member.person_id, member.post_id))
        self["role"].data, self["version"].data = member.role, member.version
        self.started_on.fill(member.started_on)
        self.ended_on.fill(member.ended_on)


class EndForm(FlaskForm):  # type: ignore[misc]
    ended_on = DayField("Last day", stands_for="last")
    version = HiddenField()

    def fill(self, member: ForumMember) -> None:
        self.ended_on.fill(office_today())
        self["version"].data = member.version


class InviteForm(FlaskForm):  # type: ignore[misc]
    """One who is asked, or everybody who belongs to a forum."""

    who = WhomField("Who")
    forum_id = SelectField("Or all members of a forum now", default=NONE)

    def offer(self, forums: Sequence[tuple[int, str]]) -> None:
        named = [SelectChoice(str(number), name) for number, name in forums]
        self.forum_id.choices = [SelectChoice(NONE, "No forum"), *named]

    @property
    def chosen_forum(self) -> int | None:
        return int(self.forum_id.data) if self.forum_id.data else None


class PutBackForm(FlaskForm):  # type: ignore[misc]
    """What a membership or an invitation was that is removed, as its confirmation carries it."""

    organisation = IntegerField(validators=[Optional(), NumberRange(1, MOST)])
    person = IntegerField(validators=[Optional(), NumberRange(1, MOST)])
    post = IntegerField(validators=[Optional(), NumberRange(1, MOST)])
    forum = IntegerField(validators=[Optional(), NumberRange(1, MOST)])
    role = StringField(filters=[line])
    started_on = DateField(validators=[Optional()])
    ended_on = DateField(validators=[Optional()])

    def whom(self) -> Whom:
        return Whom(self.organisation.data, self.person.data, self.post.data)


class RemoveForm(FlaskForm):  # type: ignore[misc]
    """Nothing but the token against forged forms."""
