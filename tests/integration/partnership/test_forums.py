import datetime as dt

import pytest
from sqlalchemy.exc import IntegrityError

from app.audit.queries import list_changes
from app.audit.rules import SystemActor
from app.core.errors import InvalidInput, StaleVersion
from app.partnership.forums.members import (
    add_members,
    change_member,
    describe_member,
    end_membership,
    put_back_member,
    remove_member,
)
from app.partnership.forums.queries import (
    ForumFilters,
    count_forums,
    count_members,
    forums_of_organisation,
    forums_of_person,
    forums_of_post,
    list_former_members,
    list_forums,
    list_members,
)
from app.partnership.forums.services import ForumDetails, add_forum, change_forum
from app.partnership.models import Forum, ForumMember
from app.partnership.rules import ForumKind
from app.people.whom import Whom
from app.programme.archiving import archive_record
from tests.factories.directory import make_organisation, make_person, make_post
from tests.factories.partnership import make_forum, make_member

pytestmark = pytest.mark.usefixtures("session")
ACTOR = SystemActor()
TODAY = dt.date(2021, 3, 5)
START = dt.date(2020, 9, 1)


def last_changes(forum: Forum) -> list[tuple[str, str, str]]:
    return [
        (change["label"], change["old"], change["new"])
        for change in list_changes("forum", forum.id, limit=1)[0].changes
    ]


def add(forum: Forum, *whom: Whom, role: str = "", started_on: dt.date | None = START) -> list[ForumMember]:
    return list(add_members(forum=forum, whom=whom, role=role, started_on=started_on, actor=ACTOR))


def names(filters: ForumFilters) -> list[str]:
    return [forum.name for forum in list_forums(filters, TODAY).items]


def test_a_forum_is_added_with_all_that_is_said_of_it():
    council = make_organisation()
    details = ForumDetails(name=" Example  Network ", kind=ForumKind.NETWORK, convenor_id=council.id, started_on=START)
    forum = add_forum(details=details, actor=ACTOR)
    assert forum.name == "Example Network"
    assert last_changes(forum) == [
        ("Name", "", "Example Network"),
        ("Kind", "", "Network"),
        ("Convenor", "", "Example County Council"),
        ("From", "", "1 September 2020"),
    ]


def test_what_is_wrong_with_a_forum_is_told_at_once():
    make_forum("Example Network")
    with pytest.raises(InvalidInput) as error:
        add_forum(
            details=ForumDetails(
                name="EXAMPLE network", convenor_id=9, workstream_id=9, started_on=TODAY, ended_on=START
            ),
            actor=ACTOR,
        )
    assert {problem.field for problem in error.value.problems} == {"name", "convenor", "workstream_id", "ended_on"}
    with pytest.raises(InvalidInput, match="Enter the name"):
        add_forum(details=ForumDetails(name=" "), actor=ACTOR)


@pytest.mark.parametrize("same", ["Ŵyl Ddata", "ŵYL DDATA"])
def test_a_name_is_given_once_whatever_the_case_of_its_letters(same):
    make_forum("Ŵyl Ddata")
    with pytest.raises(InvalidInput, match="There is already a forum called “Ŵyl Ddata”"):
        add_forum(details=ForumDetails(name=same), actor=ACTOR)


def test_a_change_on_top_of_someone_elses_is_refused():
    forum = make_forum()
    opened_at = forum.version
    change_forum(forum=forum, details=ForumDetails(name="Theirs"), version=opened_at, actor=ACTOR)
    with pytest.raises(StaleVersion):
        change_forum(forum=forum, details=ForumDetails(name="Mine"), version=opened_at, actor=ACTOR)


def test_several_members_are_added_at_once_in_one_entry():
    forum, council, trust = make_forum(), make_organisation(), make_organisation("Example Trust")
    add(forum, Whom(council.id), Whom(trust.id), Whom(trust.id), role="Observer")
    assert last_changes(forum) == [
        ("Member", "", "Example County Council, as Observer, from 1 September 2020"),
        ("Member", "", "Example Trust, as Observer, from 1 September 2020"),
    ]
    assert count_members([forum.id], TODAY) == {forum.id: 2}


def test_nobody_belongs_twice_on_one_day():
    forum, council = make_forum(), make_organisation()
    [member] = add(forum, Whom(council.id))
    with pytest.raises(InvalidInput, match="is a member already, since 1 September 2020"):
        add(forum, Whom(council.id), started_on=TODAY)
    end_membership(member=member, ended_on=TODAY - dt.timedelta(days=1), version=member.version, actor=ACTOR)
    [again] = add(forum, Whom(council.id), started_on=TODAY)
    with pytest.raises(InvalidInput, match="already"):
        change_member(
            member=again,
            whom=Whom(council.id),
            role="",
            started_on=START,
            ended_on=None,
            version=again.version,
            actor=ACTOR,
        )


@pytest.mark.parametrize("whom", [Whom(), Whom(999), Whom(person_id=999)])
def test_only_somebody_in_the_directory_belongs(whom: Whom):
    with pytest.raises(InvalidInput):
        add(make_forum(), whom)


def test_a_membership_ends_with_a_day_that_still_counts():
    forum, council = make_forum(), make_organisation()
    [member] = add(forum, Whom(council.id))
    for day in (None, START - dt.timedelta(days=1)):
        with pytest.raises(InvalidInput):
            end_membership(member=member, ended_on=day, version=member.version, actor=ACTOR)
    end_membership(member=member, ended_on=TODAY, version=member.version, actor=ACTOR)
    assert list_members(forum.id, TODAY) == [member]
    tomorrow = TODAY + dt.timedelta(days=1)
    assert (list_members(forum.id, tomorrow), list_former_members(forum.id, tomorrow)) == ([], [member])
    with pytest.raises(StaleVersion):
        end_membership(member=member, ended_on=TODAY, version=1, actor=ACTOR)


def test_a_membership_is_corrected_as_people_read_it():
    forum, post = make_forum(), make_post("Director")
    [member] = add(forum, Whom(post.organisation_id))
    whom = Whom(post.organisation_id, post_id=post.id)
    changed = change_member(
        member=member, whom=whom, role="Chair", started_on=None, ended_on=None, version=member.version, actor=ACTOR
    )
    assert describe_member(changed) == "Director, Example County Council, as Chair"
    assert last_changes(forum) == [
        (
            "Member",
            "Example County Council, from 1 September 2020",
            "Director, Example County Council, as Chair",
        )
    ]


def test_a_mistake_is_taken_out_and_put_back_once():
    forum, council = make_forum(), make_organisation()
    [member] = add(forum, Whom(council.id))
    remove_member(member=member, actor=ACTOR)
    assert list_members(forum.id, TODAY) == []
    for _twice in range(2):
        put_back_member(forum=forum, whom=Whom(council.id), role="", started_on=START, ended_on=None, actor=ACTOR)
    assert [each.started_on for each in list_members(forum.id, TODAY)] == [START]


def test_forums_are_found_by_kind_and_by_an_organisation_in_them_or_convening_them():
    council, trust = make_organisation(), make_organisation("Example Trust")
    board = make_forum("A board", kind=ForumKind.BOARD, convenor_id=trust.id)
    make_member(board, organisation_id=council.id, ended_on=TODAY - dt.timedelta(days=1))
    make_member(make_forum("B forum"), organisation_id=council.id)
    gone = make_forum("C gone")
    archive_record(gone, kind="forum", label=gone.name, reason="Over", actor=ACTOR)
    assert names(ForumFilters()) == ["A board", "B forum"]
    assert names(ForumFilters(kind=ForumKind.BOARD)) == ["A board"]
    assert names(ForumFilters(organisation_id=council.id)) == ["B forum"]
    assert names(ForumFilters(organisation_id=trust.id)) == ["A board"]
    assert names(ForumFilters(is_archived=True)) == ["C gone"]
    assert count_forums(ForumFilters(), TODAY).value == 2


def test_whoever_belongs_now_is_told_so_on_their_own_page():
    forum, post, person = make_forum(), make_post("Director"), make_person()
    make_member(forum, organisation_id=post.organisation_id, post_id=post.id, started_on=START)
    make_member(forum, person_id=person.id, ended_on=TODAY - dt.timedelta(days=1))
    [known] = forums_of_organisation(post.organisation_id, TODAY)
    assert (known.forum_id, known.since, known.post_title) == (forum.id, START, "Director")
    assert forums_of_post(post.id, TODAY) == [known]
    assert forums_of_person(person.id, TODAY) == []


def test_the_database_refuses_a_member_who_is_nobody_and_one_who_leaves_before_they_came(session):
    forum = make_forum()
    council = make_organisation()
    session.commit()
    forum_id, council_id = forum.id, council.id
    for columns in ({}, {"organisation_id": council_id, "started_on": TODAY, "ended_on": START}):
        session.add(ForumMember(forum_id=forum_id, **columns))
        with pytest.raises(IntegrityError):
            session.flush()
        session.rollback()
