"""The filters of the follow-ups as typed and chosen. One that can't be read says so, and narrows nothing."""

from collections.abc import Iterable

from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.follow_ups.filters import FollowUpFilters
from app.follow_ups.rules import DAYS_DONE_LATELY, Due
from app.organisations.models import Organisation
from app.web.contacts.filter_form import PickOne
from app.web.directory_fields import OrganisationField

ME = "me"
OURS = "ours"
THEIRS = "theirs"

Options = Iterable[tuple[int, str]]


class FollowUpFilterForm(Form):
    """Every filter of /follow-ups/, named as in its address; an organisation once it is found is `organisation`."""

    due = PickOne("Due", "Any date", Due)
    owner = PickOne("Owner", "Anybody")
    team = PickOne("Team of the owner", "Any team")
    body = OrganisationField("Organisation")
    whose = PickOne("Whose to do", "Ours and theirs")

    def __init__(self, args: "MultiDict[str, str]", *, colleagues: Options, teams: Options) -> None:
        super().__init__(args)
        self.owner.offer([(ME, "Me")])
        self.owner.offer(colleagues)
        self.team.offer(teams)
        self.whose.offer([(OURS, "Ours"), (THEIRS, "Theirs")])

    def chosen(self, organisation: Organisation | None, *, me: int) -> FollowUpFilters:
        """The filters that could be read; only after the form was validated."""
        said = {field.name: field.data for field in self if field.data and not field.errors}
        owner = said.get("owner")
        return FollowUpFilters(
            owner_id=me if owner == ME else int(owner) if owner else None,
            team_id=int(said["team"]) if "team" in said else None,
            organisation_id=organisation.id if organisation else None,
            is_ours=said["whose"] == OURS if "whose" in said else None,
            due=Due(said["due"]) if "due" in said else None,
        )

    def labels(self, organisation: Organisation | None) -> dict[str, str]:
        """Each filter in use, in words, by its name in the address."""
        picks = (self.due, self.owner, self.team, self.whose)
        labels = {pick.name: pick.words for pick in picks if pick.data and not pick.errors}
        if "due" in labels:
            is_done = self.due.data == Due.DONE_LATELY
            labels["due"] = f"done in the last {DAYS_DONE_LATELY} days" if is_done else f"due: {self.due.words.lower()}"
        if "owner" in labels:
            labels["owner"] = "mine" if self.owner.data == ME else f"of {labels['owner']}"
        if organisation:
            labels["organisation"] = organisation.name
        return labels
