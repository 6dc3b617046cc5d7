"""The starter directory in the database: loaded whole, loaded once, and never over what colleagues have done."""

import datetime as dt

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.audit.models import AuditEntry
from app.audit.rules import SystemActor
from app.entry.queries import suggest_organisations, suggest_participants
from app.names.models import NameTerm
from app.names.queries import find_by_prefix
from app.names.rules import match_key
from app.organisations.models import Organisation, OrganisationAlias, OrganisationSuccession, Sector
from app.organisations.queries import list_predecessors, list_successors
from app.organisations.rules import STARTING_SECTORS, OrganisationStatus, PartnerGroup
from app.people.models import Post
from app.upkeep.starter_directory import load_starter_directory, loader
from app.upkeep.starter_directory.data import read_organisations, read_posts

Database = scoped_session[Session]
TYPED = {
    "ICO": "Information Commissioner's Office",
    "ynys mon": "Isle of Anglesey County Council",
    "Ynys Môn": "Isle of Anglesey County Council",
    "heddlu gog": "North Wales Police",
    "comisiynydd plant": "Children's Commissioner for Wales",
    "climbie": "Victoria Climbié Inquiry",
    "childrens comm for england": "Office of the Children's Commissioner",
    "lords public serv": "House of Lords Public Services Committee",
}
TABLES = (Organisation, OrganisationAlias, OrganisationSuccession, Post, Sector, NameTerm, AuditEntry)


# Enough of the directory where the whole adds nothing but time; with a row come those that it is linked to.
FEW = (
    "information-commissioner",
    "leeds-city-council",
    "eden-district-council",
    "nhs-digital",
    "big-brother-watch",
    "national-audit-office",
    "nhs-confederation",
)


@pytest.fixture
def few_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves a handful of the shipped rows to load."""
    rows = {row.key: row for row in read_organisations()}
    waiting, kept = list(FEW), set()
    while waiting:
        row = rows[waiting.pop()]
        kept.add(row.key)
        waiting += [key for key in (row.parent_key, *row.successor_keys) if key and key not in kept]
    posts = [row for row in read_posts() if row.organisation_key in kept]
    monkeypatch.setattr(loader, "read_organisations", lambda: [row for row in rows.values() if row.key in kept])
    monkeypatch.setattr(loader, "read_posts", lambda: posts)


def shipped(session: Database, key: str) -> Organisation:
    return session.scalars(select(Organisation).where(Organisation.source_key == f"starter:{key}")).one()


def row_counts(session: Database) -> dict[str, int]:
    return {table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES}


def names_found(session: Database, text: str) -> list[str]:
    found = find_by_prefix(text, ["organisation"], limit=5)
    return [session.get_one(Organisation, organisation_id).name for _, organisation_id in found]


def make_organisation(session: Database, name: str, **fields: object) -> Organisation:
    organisation = Organisation(name=name, match_key=match_key(name), partner_group=PartnerGroup.FRONTLINE, **fields)
    session.add(organisation)
    session.flush()
    return organisation


def test_every_shipped_row_is_loaded_and_a_second_time_adds_nothing(session: Database) -> None:
    first = load_starter_directory()

    assert first.organisations_added == len(read_organisations())
    assert first.posts_added == len(read_posts())
    assert (first.organisations_unchanged, first.posts_unchanged) == (0, 0)
    assert session.scalar(select(func.count()).select_from(Organisation)) == first.organisations_added
    assert session.scalar(select(func.count()).select_from(Post)) == first.posts_added

    before = row_counts(session)
    second = load_starter_directory()

    assert row_counts(session) == before
    assert (second.organisations_added, second.posts_added) == (0, 0)
    assert second.organisations_unchanged == first.organisations_added
    assert second.posts_unchanged == first.posts_added


@pytest.mark.usefixtures("few_rows")
def test_a_load_is_one_entry_in_the_changes(session: Database) -> None:
    load_starter_directory(actor=SystemActor(name="Set-up"))

    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.actor_name, entry.action, entry.subject_label) == ("Set-up", "loaded", "Starter directory")
    assert [change["label"] for change in entry.changes] == ["Organisations added", "Posts added"]


@pytest.mark.one_database
@pytest.mark.usefixtures("starting_data")
def test_a_row_is_filed_and_says_where_it_comes_from(session: Database) -> None:
    committee = shipped(session, "house-of-lords-public-services-committee")
    assert committee.partner_group is PartnerGroup.PARLIAMENT
    assert committee.parent is not None
    assert committee.parent.name == "House of Lords"
    assert [alias.name for alias in committee.aliases] == [
        "Lords Public Services Committee",
        "Public Services Committee",
    ]
    assert committee.source.startswith("UK Parliament: committees, https://committees.parliament.uk/")
    assert shipped(session, "nspcc").sector == session.scalars(select(Sector).where(Sector.key == "voluntary")).one()


@pytest.mark.one_database
@pytest.mark.usefixtures("starting_data")
def test_a_closed_body_leads_to_its_successors_and_back(session: Database) -> None:
    county = shipped(session, "northamptonshire-county-council")
    successors = list_successors(county.id)
    assert [body.name for body in successors] == ["North Northamptonshire Council", "West Northamptonshire Council"]
    assert county in list_predecessors(successors[0].id)
    assert (county.status, county.closed_on) == (OrganisationStatus.CLOSED, dt.date(2021, 3, 31))


@pytest.mark.usefixtures("starting_data")
def test_typing_the_beginnings_of_a_name_in_any_spelling_finds_it(session: Database) -> None:
    for typed, name in TYPED.items():
        assert name in names_found(session, typed), typed
    [(_, post_id)] = find_by_prefix("children's commissioner for eng", ["post"], limit=5)
    assert session.get_one(Post, post_id).organisation == shipped(session, "office-of-the-children-s-commissioner")


@pytest.mark.usefixtures("starting_data")
def test_whoever_is_also_called_what_was_typed_comes_first(session: Database) -> None:
    office = shipped(session, "office-of-the-children-s-commissioner")
    for typed in ("children's comm", "Children’s Commissioner", "cco"):
        assert suggest_participants(typed)[0].name == office.name, typed
        assert suggest_organisations(typed)[0].name == office.name, typed


@pytest.mark.usefixtures("few_rows")
def test_what_a_colleague_changed_stays(session: Database) -> None:
    load_starter_directory()
    council = shipped(session, "leeds-city-council")
    council.name, council.website, council.parent_id = "Leeds Council", "https://leeds.example", None
    council.aliases.clear()
    archived = shipped(session, "big-brother-watch")
    archived.archived_at, archived.archived_reason = dt.datetime.now(dt.UTC), "Not a partner"
    session.flush()

    load_starter_directory()

    session.expire_all()
    assert (council.name, council.website, council.aliases) == ("Leeds Council", "https://leeds.example", [])
    assert archived.archived_reason == "Not a partner"


@pytest.mark.usefixtures("few_rows")
def test_a_relation_a_colleague_took_out_is_not_put_back(session: Database) -> None:
    load_starter_directory()
    relation = session.scalars(
        select(OrganisationSuccession).where(
            OrganisationSuccession.predecessor_id == shipped(session, "nhs-digital").id
        )
    ).one()
    session.delete(relation)
    session.flush()

    load_starter_directory()

    assert list_successors(shipped(session, "nhs-digital").id) == []


@pytest.mark.usefixtures("few_rows")
def test_a_row_that_is_missing_comes_back_with_its_relations(session: Database) -> None:
    load_starter_directory()
    session.delete(shipped(session, "westmorland-and-furness-council"))
    session.flush()

    report = load_starter_directory()

    council = shipped(session, "westmorland-and-furness-council")
    assert report.organisations_added == 1
    assert "Eden District Council" in [body.name for body in list_predecessors(council.id)]


@pytest.mark.usefixtures("few_rows")
def test_a_body_that_a_colleague_had_added_is_not_added_again(session: Database) -> None:
    added = make_organisation(session, "The National Audit Office")

    report = load_starter_directory()

    assert report.organisations_unchanged == 1
    assert (
        session.scalars(select(Post).where(Post.title == "Comptroller and Auditor General")).one().organisation == added
    )
    assert (added.name, added.source_key) == ("The National Audit Office", None)


@pytest.mark.usefixtures("few_rows")
def test_our_own_organisation_is_the_one_that_wrote_the_letter(session: Database) -> None:
    load_starter_directory()

    assert session.scalars(select(Organisation).where(Organisation.is_own)).one().abbreviation == "ICO"


@pytest.mark.usefixtures("few_rows")
def test_our_own_organisation_stays_the_one_that_was_said_to_be(session: Database) -> None:
    own = make_organisation(session, "Example Regulator", is_own=True)

    load_starter_directory()

    assert session.scalars(select(Organisation).where(Organisation.is_own)).all() == [own]


@pytest.mark.usefixtures("few_rows")
def test_every_starting_sector_is_there_once_whatever_it_is_called_now(session: Database) -> None:
    load_starter_directory()
    health = session.scalars(select(Sector).where(Sector.key == "health")).one()
    health.name = "Health and care"
    session.flush()

    load_starter_directory()

    assert set(session.scalars(select(Sector.key))) == set(STARTING_SECTORS)
    assert shipped(session, "nhs-confederation").sector == health
