import pytest

from app.audit.rules import SystemActor
from app.core.errors import NotFound
from app.organisations.queries import (
    OrganisationFilters,
    count_organisations,
    descendants_and_predecessors_ids,
    find_organisation_called,
    find_similar_organisations,
    get_organisation,
    list_organisations,
)
from app.organisations.rules import PartnerGroup, Stage
from app.organisations.services import archive_organisation
from tests.factories.directory import make_organisation

pytestmark = pytest.mark.usefixtures("session")


def names(filters: OrganisationFilters) -> list[str]:
    return [organisation.name for organisation in list_organisations(filters).items]


def test_an_unknown_organisation_is_not_found():
    with pytest.raises(NotFound):
        get_organisation(12345)


def test_pages_follow_each_other_by_name_without_gap_or_repeat():
    for name in ("Éxample D", "example b", "Example C", "The Example A", "Example B", "Example E", "Example F"):
        make_organisation(name)
    seen, after = [], None
    while True:
        page = list_organisations(OrganisationFilters(), after=after, size=2)
        seen += [organisation.name for organisation in page.items]
        if page.next_cursor is None:
            break
        after = page.next_cursor
    assert seen == ["The Example A", "example b", "Example B", "Example C", "Éxample D", "Example E", "Example F"]


def test_filters_narrow_together():
    make_organisation("Alpha Trust", stage=Stage.PARTNER)
    make_organisation("Beta Trust", PartnerGroup.GOVERNMENT, stage=Stage.PARTNER)
    make_organisation("Gamma Trust", abbreviation="GT")
    assert names(OrganisationFilters(stage=Stage.PARTNER)) == ["Alpha Trust", "Beta Trust"]
    assert names(OrganisationFilters(stage=Stage.PARTNER, partner_group=PartnerGroup.GOVERNMENT)) == ["Beta Trust"]
    assert names(OrganisationFilters(words="tru gam")) == ["Gamma Trust"]
    assert names(OrganisationFilters(words="gt")) == ["Gamma Trust"]
    assert names(OrganisationFilters(words="gt alpha")) == []


def test_words_without_a_letter_match_nothing_and_break_nothing():
    make_organisation()
    for words in ("!!!", "%", "_", "'; --", "\\", '"'):
        assert names(OrganisationFilters(words=words)) == []


def test_archived_organisations_are_listed_by_themselves():
    make_organisation("Kept")
    gone = make_organisation("Gone")
    archive_organisation(organisation=gone, reason="Entered twice", actor=SystemActor())
    assert names(OrganisationFilters()) == ["Kept"]
    assert names(OrganisationFilters(is_archived=True)) == ["Gone"]
    assert str(count_organisations(OrganisationFilters(is_archived=True))) == "1"


def test_the_bodies_under_and_before_are_all_reached_even_in_a_ring():
    grandparent = make_organisation("Grandparent")
    parent = make_organisation("Parent", parent_id=grandparent.id)
    child = make_organisation("Child", parent_id=parent.id)
    before = make_organisation("Before", successor_ids=(parent.id,))
    under_before = make_organisation("Under before", parent_id=before.id)
    make_organisation("Elsewhere", predecessor_ids=(child.id,))
    reached = descendants_and_predecessors_ids(parent.id)
    assert reached[0] == parent.id
    assert set(reached) == {parent.id, child.id, before.id, under_before.id}
    grandparent.parent_id = child.id
    assert set(descendants_and_predecessors_ids(parent.id)) == {*reached, grandparent.id}
    assert len(descendants_and_predecessors_ids(parent.id, limit=2)) <= 3


def test_an_organisation_is_called_by_name_alias_or_abbreviation_when_only_one_is():
    office = make_organisation("Example Commissioner’s Office", abbreviation="ECO", aliases=("Example Watchdog",))
    for typed in ("the example commissioners office", "eco", "Example watchdog"):
        assert find_organisation_called(typed) is office
    make_organisation("Example Watchdog")
    assert find_organisation_called("Example watchdog") is None
    assert find_organisation_called("Example") is None
    assert find_organisation_called("") is None


SPELLINGS = [
    "ICO",
    "Information Commissioner",
    "Information Commissioners Office",
    "The Information Commissioner’s Office",
    "Information Comissioner's Office",
]


@pytest.mark.parametrize("typed", SPELLINGS)
def test_every_spelling_of_one_body_is_seen_as_that_body(typed: str):
    for name in ("Politico", "Information Society", "Office for Students", "Commissioner for Older People"):
        make_organisation(name)
    ico = make_organisation("Information Commissioner’s Office", abbreviation="ICO")
    assert [similar.organisation for similar in find_similar_organisations([typed])] == [ico]


def test_politico_is_not_the_ico():
    make_organisation("Information Commissioner’s Office", abbreviation="ICO")
    assert find_similar_organisations(["Politico"]) == []


def test_a_name_is_seen_as_what_is_known_by_initials_alone_and_the_other_way_round():
    known = make_organisation("NPCC")
    assert find_similar_organisations(["National Police Chiefs’ Council"])[0].organisation is known
    full = make_organisation("Example Health Research Authority")
    assert find_similar_organisations(["EHRA"])[0].organisation is full


def test_neighbouring_places_are_not_taken_for_each_other():
    for name in ("Leeds City Council", "North Yorkshire Council", "Kent Police"):
        make_organisation(name)
    for typed in ("Leicester City Council", "West Yorkshire Council", "Gwent Police"):
        assert find_similar_organisations([typed]) == []


def test_a_misspelt_name_is_found_among_more_than_are_looked_at_that_share_its_other_words(monkeypatch):
    monkeypatch.setattr("app.names.candidates.MOST_CANDIDATES", 10)
    for number in range(12):
        make_organisation(f"Place{number:03} County Council")
    meant = make_organisation("Hertfordshire County Council")
    assert [similar.organisation for similar in find_similar_organisations(["Hertfordshir County Council"])] == [meant]


def test_an_organisation_is_not_its_own_duplicate_and_an_archived_one_still_is():
    council = make_organisation()
    assert find_similar_organisations([council.name], excluding_id=council.id) == []
    archive_organisation(organisation=council, reason="Entered twice", actor=SystemActor())
    assert find_similar_organisations([council.name])[0].organisation is council
