import itertools

import pytest

from app.names.sameness import NameMatcher, SameReason, is_probably_same

REGULATOR = ["Information Commissioner's Office"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("ICO", SameReason.INITIALS),
        ("ico", SameReason.INITIALS),
        ("I.C.O.", SameReason.INITIALS),
        ("Information Commissioner", SameReason.FULLER_NAME),
        ("Office of the Information Commissioner", SameReason.FULLER_NAME),
        ("Information Commissioners Office", SameReason.NAME),
        ("The Information Commissioner’s Office", SameReason.NAME),
        ("Information Comissioner's Office", SameReason.SPELLING),
        ("Infromation Commissioner's Ofice", SameReason.SPELLING),
    ],
)
def test_the_regulator_is_known_by_all_that_it_is_called(name, reason):

    assert is_probably_same([name], REGULATOR) is reason
    assert is_probably_same(REGULATOR, [name]) is reason


@pytest.mark.parametrize("name", ["Politico", "Information", "Office", "Information Tribunal", "IC", "CIO", ""])
def test_others_are_not_taken_for_the_regulator(name):
    assert is_probably_same([name], [*REGULATOR, "ICO"]) is None


def test_an_alias_or_abbreviation_in_common_is_enough():
    assert is_probably_same(["New name", "ICO"], [*REGULATOR, "ico"]) is SameReason.NAME


def test_initials_count_only_for_one_that_has_no_abbreviation_of_its_own():
    assert is_probably_same(["DHSC"], ["Department of Health and Social Care"]) is SameReason.INITIALS
    assert is_probably_same(["HMRC"], ["HM Revenue & Customs"]) is SameReason.INITIALS
    assert is_probably_same(["ACE"], ["Academy of Civil Examples", "AOCE"]) is None
    assert is_probably_same(["ACE", "Arts Council England"], ["Academy of Civil Examples"]) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Department for Education", "Dept for Education"),
        ("Department for Education", "Department of Education"),
        ("Department for Education", "Departmant for Education"),
        ("Childline", "Child Line"),
        ("Metropolitan Police", "Metropolitan Plice"),
        ("Health and Safety", "Health and Safety Executive"),
        ("National Organisation", "National Organization"),
    ],
)
def test_one_body_written_in_two_ways_is_the_same(one, other):
    assert is_probably_same([one], [other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Leeds City Council", "Leicester City Council"),
        ("North Yorkshire Council", "West Yorkshire Council"),
        ("North Yorkshire Council", "South Yorkshire Council"),
        ("Kent Police", "Gwent Police"),
        ("Hertfordshire County Council", "Herefordshire County Council"),
        ("Boston Borough Council", "Bolton Borough Council"),
        ("Ward 12", "Ward 13"),
        ("School 1234567", "School 1234568"),
        ("Home Office", "Home Department"),
        ("Cabinet Office", "Cabinet"),
        ("Information Commissioner's Office", "Information Commissioner's Board"),
        ("ACCIA", "ACCEA"),
        ("北京市教育局", "北京市体育局"),
    ],
)
def test_names_that_only_look_alike_are_not_the_same(one, other):
    assert is_probably_same([one], [other]) is None


def test_things_without_a_usable_name_are_never_the_same():
    assert is_probably_same(["***"], ["+++"]) is None
    assert is_probably_same([], []) is None


def test_judging_is_the_same_both_ways():
    names = [
        "ICO",
        "Information Commissioner",
        "Information Comissioner",
        "Home Office",
        "Politico",
        "Child Line",
    ]
    for one, other in itertools.combinations(names, 2):
        assert NameMatcher([one]).reason([other]) is NameMatcher([other]).reason([one])
