"""Whose a view is, who sees it, and that nothing of it is lost or overwritten by accident."""

import datetime as dt

import pytest
from sqlalchemy import select

from app.accounts.models import Team
from app.accounts.rules import Role
from app.audit.models import AuditEntry
from app.core.errors import Conflict, InvalidInput, NotFound, NotPermitted, StaleVersion
from app.saved_views.queries import (
    columns_chosen,
    find_view,
    get_view_to_change,
    list_views,
    list_views_of_home,
)
from app.saved_views.rules import MOST_ON_HOME, Sharing
from app.saved_views.services import (
    ListAsShown,
    change_view,
    choose_columns,
    put_back_view,
    remove_view,
    replace_what_is_shown,
    show_on_home,
    take_off_home,
)
from tests.factories.saved_views import make_view

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


@pytest.fixture
def owner(make_colleague):
    return make_colleague(Role.OFFICER, name="Officer A")


@pytest.fixture
def other(make_colleague):
    return make_colleague(Role.OFFICER, name="Officer B", email="b@liaison.example")


def test_a_view_is_seen_by_whom_it_is_shared_with(session, owner, other, make_colleague):
    team = Team(name="Data sharing")
    session.add(team)
    session.flush()
    owner.team_id = team.id
    private = make_view(owner, "Mine alone", sharing=Sharing.PRIVATE)
    of_team = make_view(owner, "Our team’s", sharing=Sharing.TEAM)
    of_all = make_view(owner, "Everyone’s", sharing=Sharing.ALL)
    assert [view.name for view in list_views(viewer=owner)] == ["Everyone’s", "Mine alone", "Our team’s"]
    assert list_views(viewer=other) == [of_all]
    other.team_id = team.id
    assert list_views(viewer=other) == [of_all, of_team]
    assert find_view(private.id, viewer=other) is None


def test_who_moves_to_another_team_leaves_the_view_with_the_old_one(session, owner, other):
    old, new = Team(name="Old"), Team(name="New")
    session.add_all([old, new])
    session.flush()
    owner.team_id = other.team_id = old.id
    view = make_view(owner, sharing=Sharing.TEAM)
    owner.team_id = new.id
    change_view(view=view, name="Called otherwise", sharing=Sharing.TEAM, version=view.version, actor=owner)
    assert find_view(view.id, viewer=other) is view


def test_only_its_owner_changes_it(owner, other):
    shared, private = make_view(owner), make_view(owner, "Private", sharing=Sharing.PRIVATE)
    with pytest.raises(NotPermitted):
        get_view_to_change(shared.id, owner=other)
    with pytest.raises(NotFound):
        get_view_to_change(private.id, owner=other)


def test_a_name_is_taken_once_by_each_colleague(owner, other):
    view = make_view(owner, "Meetings")
    make_view(other, "Meetings")
    with pytest.raises(InvalidInput, match="You have a view called “Meetings” already"):
        make_view(owner, "  MEETINGS ")
    change_view(view=view, name="meetings", sharing=Sharing.ALL, version=view.version, actor=owner)
    assert view.name == "meetings"


@pytest.mark.parametrize(
    ("name", "told"),
    [("", "Enter a name"), ("x" * 101, "Shorten this to 100"), ("a\x00b", "Remove it")],
)
def test_a_name_that_cannot_be_kept_is_refused(owner, name, told):
    with pytest.raises(InvalidInput, match=told):
        make_view(owner, name)


def test_who_is_in_no_team_cannot_share_with_it(owner):
    with pytest.raises(InvalidInput, match="You are in no team"):
        make_view(owner, sharing=Sharing.TEAM)


def test_what_was_saved_meanwhile_is_not_overwritten(owner):
    view = make_view(owner)
    opened_at = view.version
    change_view(view=view, name="Another name", sharing=Sharing.ALL, version=opened_at, actor=owner)
    with pytest.raises(StaleVersion):
        change_view(view=view, name="A third", sharing=Sharing.ALL, version=opened_at, actor=owner)
    with pytest.raises(StaleVersion):
        replace_what_is_shown(view=view, shown=ListAsShown("contacts", ""), version=opened_at, actor=owner)


def test_what_a_view_shows_is_replaced_and_told(owner):
    view = make_view(owner, columns=("date", "subject"))
    shown = ListAsShown("contacts", "kind=call", "Call", ("subject",))
    was = replace_what_is_shown(view=view, shown=shown, version=view.version, actor=owner)
    assert was == ListAsShown("contacts", "kind=meeting", "Meeting", ["date", "subject"])
    assert (view.filters, view.filters_in_words, view.columns) == ("kind=call", "Call", ["subject"])


def test_a_removed_view_can_be_put_back_unless_its_name_is_taken(owner, other):
    view = make_view(owner)
    show_on_home(view=view, actor=other, now=NOW)
    remove_view(view=view, now=NOW, actor=owner)
    assert find_view(view.id, viewer=owner) is None
    assert list_views_of_home(viewer=other) == []
    with pytest.raises(Conflict, match="You have removed"):
        get_view_to_change(view.id, owner=owner)
    put_back_view(view=get_view_to_change(view.id, owner=owner, with_removed=True), actor=owner)
    assert list_views_of_home(viewer=other) == [view]
    remove_view(view=view, now=NOW, actor=owner)
    make_view(owner)
    with pytest.raises(Conflict, match="saved another view as “Meetings” since"):
        put_back_view(view=view, actor=owner)


def test_home_holds_eight_views_at_the_most(owner):
    views = [make_view(owner, f"View {number}") for number in range(MOST_ON_HOME + 1)]
    for view in (*views[:-1], views[0]):
        show_on_home(view=view, actor=owner, now=NOW)
    with pytest.raises(Conflict, match="Take one off first"):
        show_on_home(view=views[-1], actor=owner, now=NOW)
    take_off_home(view=views[0], actor=owner)
    show_on_home(view=views[-1], actor=owner, now=NOW)
    assert list_views_of_home(viewer=owner) == views[1:]


def test_a_view_that_is_no_longer_shared_is_on_nobody_elses_home(owner, other):
    view = make_view(owner)
    show_on_home(view=view, actor=other, now=NOW)
    change_view(view=view, name=view.name, sharing=Sharing.PRIVATE, version=view.version, actor=owner)
    assert list_views_of_home(viewer=other) == []


def test_columns_are_kept_for_each_colleague_and_list(owner, other):
    choose_columns(list_name="contacts", columns=("date", "subject"), actor=owner)
    assert list(columns_chosen(owner.id, "contacts")) == ["date", "subject"]
    assert list(columns_chosen(owner.id, "points")) == list(columns_chosen(other.id, "contacts")) == []
    choose_columns(list_name="contacts", columns=(), actor=owner)
    assert list(columns_chosen(owner.id, "contacts")) == []


def test_changes_of_what_others_see_are_recorded_and_of_what_is_private_not(session, owner):
    view = make_view(owner, "Quiet", sharing=Sharing.PRIVATE)
    change_view(view=view, name="Quieter", sharing=Sharing.PRIVATE, version=view.version, actor=owner)
    assert session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "saved_view")).all() == []
    change_view(view=view, name="Heard", sharing=Sharing.ALL, version=view.version, actor=owner)
    [entry] = session.scalars(select(AuditEntry).where(AuditEntry.subject_kind == "saved_view")).all()
    assert {"label": "Seen by", "old": "Only me", "new": "Everyone"} in entry.changes
