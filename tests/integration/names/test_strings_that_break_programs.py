"""Strings that break programs, as PostgreSQL keeps and finds them: the pages take each of them to SQLite alone."""

import pytest
from sqlalchemy import select

from app.names.services import NamedThing, index_new_names
from app.organisations.models import Organisation
from app.organisations.queries import find_similar_organisations
from app.organisations.rules import PartnerGroup
from app.points.models import Point
from app.points.rules import PointKind
from app.points.terms import keep_terms
from tests.factories.contacts import make_contact
from tests.support.naughty import OUR_OWN, as_a_line, naughty_strings

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)

NAME_LIMIT = 200


def test_each_is_kept_to_the_letter_as_a_name_and_finds_those_of_nearly_the_same(session):
    names = [name for name in map(as_a_line, (*OUR_OWN, *naughty_strings())) if 0 < len(name) <= NAME_LIMIT]
    rows = [Organisation(name=name, match_key="", partner_group=PartnerGroup.FRONTLINE) for name in names]
    session.add_all(rows)
    session.flush()
    index_new_names([NamedThing("organisation", row.id, [row.name]) for row in rows])
    assert list(session.scalars(select(Organisation.name).order_by(Organisation.id))) == names
    looked_for = names[::8]  # each of them among all of them
    assert sum(bool(find_similar_organisations([name])) for name in looked_for) > len(looked_for) / 2


def test_each_is_kept_to_the_letter_as_a_text_and_as_the_words_that_it_is_found_by(session):
    texts = [text for text in (*OUR_OWN, *naughty_strings()) if text]
    points = [Point(words=text, kind=PointKind.NEED, sort_key=0, source_document="A report") for text in texts]
    session.add_all(points)
    session.flush()
    keep_terms(points, None)
    for start in range(20):
        make_contact("Strings", notes="\n".join(texts[start::20]))  # found by every word of them
    assert list(session.scalars(select(Point.words).order_by(Point.id))) == texts
