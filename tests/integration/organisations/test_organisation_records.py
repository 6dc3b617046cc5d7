"""What a page reads of an organisation: plain rows, in the order that they are shown."""

import pytest

from app.audit.rules import SystemActor
from app.core.errors import NotFound
from app.organisations.record_queries import list_related_names, read_organisation
from app.organisations.services import archive_organisation
from tests.factories.directory import make_organisation

pytestmark = pytest.mark.usefixtures("session")


def names(rows):
    return [row.name for row in rows]


def test_nothing_is_read_where_there_is_none():
    with pytest.raises(NotFound):
        read_organisation(12345)


def test_an_organisation_is_read_with_the_body_above_it():
    council = make_organisation()
    school = make_organisation("Example School", parent_id=council.id)
    assert read_organisation(school.id).parent_name == "Example County Council"
    assert read_organisation(council.id).parent_name is None


def test_the_names_around_an_organisation_come_in_order():
    council = make_organisation(aliases=("The Council", "ECC"))
    for name in ("School C", "School A", "School B"):
        make_organisation(name, parent_id=council.id)
    make_organisation("Old District", successor_ids=(council.id,))
    make_organisation("New Authority", predecessor_ids=(council.id,))
    found = list_related_names(council.id, bodies=2)
    assert found.aliases == ["ECC", "The Council"]
    assert names(found.bodies) == ["School A", "School B"]
    assert names(found.before_it) == ["Old District"]
    assert names(found.after_it) == ["New Authority"]


def test_an_archived_body_is_not_under_it_but_still_came_before_it():
    council = make_organisation()
    district = make_organisation("Example District", parent_id=council.id, successor_ids=(council.id,))
    archive_organisation(organisation=district, reason="Merged", actor=SystemActor())
    found = list_related_names(council.id, bodies=20)
    assert found.bodies == []
    assert names(found.before_it) == ["Example District"]
