"""Every table, in one place to import: for migrations, and for whatever has to know them all."""

from app.accounts import models as accounts
from app.audit import models as audit
from app.calendar_feeds import models as calendar_feeds
from app.contacts import models as contacts
from app.contacts.coverage import models as coverage
from app.contacts.months import models as months
from app.contacts.rhythm import models as rhythm
from app.contacts.search import models as search
from app.documents import models as documents
from app.drafts import models as drafts
from app.entry import models as entry
from app.exports import models as exports
from app.follow_ups import models as follow_ups
from app.jobs import models as jobs
from app.many import models as many
from app.merges import models as merges
from app.names import models as names
from app.organisations import models as organisations
from app.partnership import models as partnership
from app.people import models as people
from app.points import models as points
from app.points.barriers import models as barriers
from app.programme import models as programme
from app.reminders import models as reminders
from app.reviews import models as reviews
from app.saved_views import models as saved_views

__all__ = [
    "accounts",
    "audit",
    "barriers",
    "calendar_feeds",
    "contacts",
    "coverage",
    "documents",
    "drafts",
    "entry",
    "exports",
    "follow_ups",
    "jobs",
    "many",
    "merges",
    "months",
    "names",
    "organisations",
    "partnership",
    "people",
    "points",
    "programme",
    "reminders",
    "reviews",
    "rhythm",
    "saved_views",
    "search",
]
