"""One set of searches, whose answers are written here: both databases have to give them."""

import pytest

from app.contacts.filters import ContactFilters
from app.contacts.history import find_contacts
from app.contacts.visibility import Reader
from tests.factories.contacts import make_contact, make_organisation, make_person, make_plain_colleague, make_post

CORPUS = {
    "letter": (
        "Data sharing code of practice",
        "Our reference ICO/O/ED/L/RFM/0208. Difficulties in sharing data, the kind that involves safeguarding.",
    ),
    "hub": (
        "A morning with a multi-agency safeguarding hub",
        "Policies differ. O'Brien keeps the rota; it’s on C++ paper.",
    ),
    "cafe": ("Café in Zürich", "A naïve résumé of the Ångström façade. Smörgåsbord. Straße."),
    "welsh": ("Cyfarfod â Chomisiynydd Plant Cymru", "Trafodaeth am rannu data. Tŷ'r Cyffredin."),
    "greek": ("Συνάντηση στην Αθήνα", "Προστασία δεδομένων"),
    "russian": ("Встреча в Москве", "Защита персональных данных детей"),
    "chinese": ("数据共享会议", "关于儿童保护的讨论"),
    "japanese": ("データ共有の会議", "こどもの安全"),
    "arabic": ("اجتماع حول حماية البيانات", "مشاركة البَيَانات"),
    "hebrew": ("פגישה על הגנת מידע", "שיתוף נתונים"),
    "hindi": ("डेटा साझाकरण बैठक", "बच्चों की सुरक्षा"),
    "stop": ("To be or not to be", "The who and the what of it. AND then OR else NOT."),
    "numbers": ("Budget 2021/22", "Costs of £1,250.50 on 3.2.2021, paragraph 14a"),
    "twin_one": ("Sharing data safely", "child protection plan"),
    "twin_two": ("Safely sharing data", "protection of a child; plan later"),
    "signs": (
        "Fish & chips: 50% off (sale) *new*",
        "email someone@example.org, https://example.org/a_b?c=d_vopen _kcall",
    ),
}

QUERIES = [
    # words, all of them required, in any order
    ("safeguarding", {"letter", "hub"}),
    ("SAFEGUARDING", {"letter", "hub"}),
    ("safeguarding hub", {"hub"}),
    ("hub safeguarding", {"hub"}),
    ("safeguarding absentword", set()),
    ("absentword", set()),
    # plurals and endings
    ("policy", {"hub"}),
    ("policies", {"hub"}),
    ("difficulty", {"letter"}),
    ("share", {"letter", "twin_one", "twin_two"}),
    ("shared", {"letter", "twin_one", "twin_two"}),
    ("morning's", {"hub"}),
    # phrases
    ('"sharing data"', {"letter", "twin_one", "twin_two"}),
    ('"sharing data safely"', {"twin_one"}),
    ('"safely sharing data"', {"twin_two"}),
    ("“sharing data safely”", {"twin_one"}),
    ('"child protection"', {"twin_one"}),
    ('"protection child"', set()),
    ('"safely child"', set()),
    ('"code of practice"', {"letter"}),
    ('"code practice"', set()),
    ('"to be or not to be"', {"stop"}),
    # prefixes
    ("safeg*", {"letter", "hub"}),
    ("policie*", {"hub"}),
    ("polic*", {"hub"}),
    ("morn*", {"hub"}),
    ("zür*", {"cafe"}),
    ("absentw*", set()),
    ("mo*", set()),
    ("mor*", {"hub"}),
    ('"multi agen"*', {"hub"}),
    # accents and other letters
    ("cafe", {"cafe"}),
    ("CAFÉ", {"cafe"}),
    ("zurich", {"cafe"}),
    ("naive resume", {"cafe"}),
    ("angstrom", {"cafe"}),
    ("strasse", {"cafe"}),
    ("ty'r", {"welsh"}),
    ("tŷ’r", {"welsh"}),
    ("αθηνα", {"greek"}),
    ("ΑΘΉΝΑ", {"greek"}),
    ("προστασία", {"greek"}),
    ("москве", {"russian"}),
    ("ВСТРЕЧА", {"russian"}),
    ("儿童", {"chinese"}),
    ("童儿", set()),
    ("会議", {"japanese"}),
    ("البيانات", {"arabic"}),
    ("מידע", {"hebrew"}),
    ("बैठक", {"hindi"}),
    # apostrophes, compounds and signs
    ("O'Brien", {"hub"}),
    ("o’brien", {"hub"}),
    ("obrien", {"hub"}),
    ("C++", {"hub", "signs"}),
    ("multi-agency", {"hub"}),
    ("multi agency", {"hub"}),
    ("agency-multi", set()),
    ("ICO/O/ED/L/RFM/0208", {"letter"}),
    ("RFM/0208", {"letter"}),
    ("2021/22", {"numbers"}),
    ("£1,250.50", {"numbers"}),
    ("14a", {"numbers"}),
    ("someone@example.org", {"signs"}),
    ("fish & chips", {"signs"}),
    ("50%", {"numbers", "signs"}),
    ("(sale)", {"signs"}),
    # operators
    ("safeguarding -hub", {"letter"}),
    ("safeguarding NOT hub", {"letter"}),
    ("cafe OR москве", {"cafe", "russian"}),
    ("cafe AND zurich", {"cafe"}),
    ('sharing -"safely sharing"', {"letter", "twin_one"}),
    ("-sharing -safeguarding -data", set(CORPUS) - {"letter", "hub", "twin_one", "twin_two", "welsh"}),
    # stop words are words
    ("the", {"letter", "hub", "cafe", "stop"}),
    ("not", {"stop"}),
    ("what of it", {"stop"}),
    # what could break a query language
    ('"', set()),
    ("*", set()),
    ("", None),
    ("( ) : ^ { } + - ~", set()),
    ('unbalanced "hub', set()),
    ("hub)", {"hub"}),
    ("hub OR", set()),
    ("NEAR(hub, 2)", set()),
    ("search_document : hub", set()),
    ("hub\x00morning", set()),
    ("'hub' & !morning", {"hub"}),
    ("hub; DROP TABLE contact", set()),
    # no typed word is a facet
    ("_vopen", {"signs"}),
    ("_kcall", {"signs"}),
    ("_kmeeting", set()),
    # who was there
    ("Example County Council", {"hub"}),
    ("ECC", {"hub"}),
    ("Nguyễn", {"letter"}),
    ("nguyen", {"letter"}),
    ("Caldicott Guardian", {"twin_one"}),
    ('"guardian protection"', set()),
]


@pytest.fixture
def corpus(session):
    council = make_organisation("Example County Council", abbreviation="ECC")
    trust = make_organisation("Example Trust")
    links = {
        "hub": {"organisations": [council]},
        "letter": {"people": [make_person("Kit Nguyễn")]},
        "twin_one": {"posts": [make_post("Caldicott Guardian", trust)]},
    }
    made = {
        name: make_contact(subject, notes=notes, **links.get(name, {})) for name, (subject, notes) in CORPUS.items()
    }
    session.commit()
    return {contact.id: name for name, contact in made.items()}


@pytest.fixture(params=["officer", "manager"])
def reader(request, session):
    return Reader(make_plain_colleague().id, may_read_restricted=request.param == "manager")


def test_there_are_at_least_sixty_queries():
    assert len({query for query, _ in QUERIES}) >= 60


def test_every_query_finds_what_is_written_here(corpus, reader):
    wrong = {}
    for query, written in QUERIES:
        expected = set(CORPUS) if written is None else written
        page = find_contacts(ContactFilters(words=query), reader=reader)
        found = {corpus[row.id] for row in page.rows}
        if found != expected or page.count.value != len(expected):
            wrong[query] = (found, expected, str(page.count))
    assert not wrong
