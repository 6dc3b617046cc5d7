"""A record to which things happen by chance: logging, editing, archiving, undoing, organisations filed elsewhere."""

import datetime as dt
from random import Random
from typing import Any

from sqlalchemy import select

from app.accounts.models import Colleague, Team
from app.accounts.rules import Role
from app.contacts.models import Contact
from app.contacts.rules import ContactKind, ContactStatus, Visibility
from app.contacts.tallies.facts import sides_of
from app.contacts.visibility import Reader
from app.core.plain_dates import DatePrecision, PlainDate
from app.database import db
from app.entry.details import ContactDetails
from app.entry.services import archive, log_contact, restore, revise_contact
from app.entry.undoing import put_back, undo_change, undo_logging
from app.organisations.details import OrganisationDetails
from app.organisations.models import Organisation, Sector
from app.organisations.rules import PartnerGroup
from app.organisations.services import change_organisation
from app.programme.rules import Capacity
from app.upkeep.reindex import after_organisation_changed
from tests.factories.contacts import make_commitment, make_organisation, make_plain_colleague, make_workstream
from tests.factories.entry import details

FIRST_DAY = dt.date(2020, 11, 20)
DAYS = 105
MIDNIGHT = dt.datetime(2020, 11, 20, tzinfo=dt.UTC)


class EventfulRecord:
    """The same for the same seed. Four readers: a manager, two officers on some of the contacts, one on none."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        sectors = [Sector(name=f"Sector {number}", position=number) for number in (1, 2, 3)]
        db.session.add_all(sectors)
        db.session.flush()
        self.sector_ids = [None, *(sector.id for sector in sectors)]
        self.organisations = [
            make_organisation(f"Example body {number}", group=group, sector_id=self.random.choice(self.sector_ids))
            for number, group in enumerate((*PartnerGroup, PartnerGroup.FRONTLINE))
        ]
        self.workstreams = [make_workstream(f"Workstream {number}") for number in (1, 2)]
        self.commitments = [make_commitment(f"Commitment {number}") for number in (1, 2)]
        self.officers = [make_plain_colleague(f"Officer {letter}") for letter in "AB"]
        self.manager = make_plain_colleague("Manager", Role.MANAGER)
        self.outsider = make_plain_colleague("Officer C")
        teams = [Team(name=name) for name in ("North", "South")]
        db.session.add_all(teams)
        db.session.flush()
        self.team_ids = [None, *(team.id for team in teams)]
        db.session.commit()

    @property
    def readers(self) -> list[Reader]:
        others = [Reader(each.id, may_read_restricted=False) for each in (*self.officers, self.outsider)]
        return [Reader(self.manager.id, may_read_restricted=True), *others]

    def something_happens(self, times: int = 1) -> None:
        for _ in range(times):
            self._happen()

    def _happen(self) -> None:
        actions = [self.log, self.log, self.revise, self.revise, self.archive, self.restore, self.refile, self.undo]
        self.random.choice(actions)()
        db.session.commit()

    def now(self) -> dt.datetime:
        """Some moment about then, for what is logged."""
        return MIDNIGHT + dt.timedelta(hours=self.random.randrange(24 * (DAYS + 60)))

    def log(self) -> None:
        self.log_one()

    def log_one(self) -> Contact:
        self.manager.team_id = self.random.choice(self.team_ids)
        return log_contact(details=self._said(), actor=self.manager).contact

    def revise(self) -> None:
        if contact := self._one_of(is_archived=False):
            revise_contact(contact=contact, version=contact.version, details=self._said(), actor=self.manager)

    def archive(self) -> None:
        if contact := self._one_of(is_archived=False):
            archive(contact=contact, reason="Entered twice", actor=self.manager)

    def restore(self) -> None:
        if contact := self._one_of(is_archived=True):
            restore(contact=contact, actor=self.manager)

    def undo(self) -> None:
        if contact := self._one_of(is_archived=False):
            version = contact.version
            revise_contact(contact=contact, version=version, details=self._said(), actor=self.manager)
            undo_change(contact=contact, version=version, actor=self.manager, most_files=20)
        if self.random.random() < 0.5:
            contact = log_contact(details=self._said(), actor=self.manager).contact
            undo_logging(contact=contact, actor=self.manager)
            db.session.commit()
            put_back(contact=contact, actor=self.manager, draft_token="none")

    def refile(self) -> None:
        refile(
            self.random.choice(self.organisations),
            group=self.random.choice(list(PartnerGroup)),
            sector_id=self.random.choice(self.sector_ids),
            actor=self.manager,
        )

    def _one_of(self, *, is_archived: bool) -> Contact | None:
        found = db.session.scalars(
            select(Contact).where(Contact.archived_at.is_not(None) == is_archived).order_by(Contact.id)
        ).all()
        return self.random.choice(found) if found else None

    def _said(self) -> ContactDetails:
        some = self._some
        is_restricted, is_held = self.random.random() < 0.4, self.random.random() < 0.85
        return details(
            *some(self.organisations, 1, 3),
            date=self._some_date(),
            kind=self.random.choice([ContactKind.MEETING, ContactKind.CALL, ContactKind.VISIT]),
            subject="Data sharing",
            fields={
                "capacity": self.random.choice([None, *Capacity]),
                "visibility": Visibility.RESTRICTED if is_restricted else Visibility.OPEN,
                "status": ContactStatus.HELD if is_held else ContactStatus.PLANNED,
            },
            colleague_ids=[each.id for each in some(self.officers, 0, 2)],
            workstream_ids=[each.id for each in some(self.workstreams, 0, 2)],
            commitment_ids=[each.id for each in some(self.commitments, 0, 2)],
        )

    def _some_date(self) -> PlainDate:
        day = FIRST_DAY + dt.timedelta(days=self.random.randrange(DAYS))
        if self.random.random() < 0.1:
            return PlainDate(day.replace(day=1), DatePrecision.MONTH)
        return PlainDate(day)

    def _some(self, things: list[Any], least: int, most: int) -> list[Any]:
        return self.random.sample(things, self.random.randint(least, most))


def refile(organisation: Organisation, *, group: PartnerGroup, sector_id: int | None, actor: Colleague) -> None:
    were = sides_of(organisation)
    said = OrganisationDetails(name=organisation.name, partner_group=group, sector_id=sector_id)
    change_organisation(organisation=organisation, details=said, version=organisation.version, actor=actor)
    after_organisation_changed(organisation, were=were)
