"""Which reports there are, and making one for whoever reads the page."""

from collections.abc import Sequence

from app.accounts.models import Team
from app.web.contacts.reading import current_reader
from app.web.reports.asked import Asked
from app.web.reports.barriers import barriers_report
from app.web.reports.contacts import contacts_report
from app.web.reports.organisations import organisations_report
from app.web.reports.table import Report
from app.web.reports.timeliness import timeliness_report

# Each report: its name in the address, what it is called, and which of the choices it has beside its months.
REPORTS = {
    "contacts": ("Contacts", ("by", "team")),
    "organisations": ("New and returning organisations", ()),
    "barriers": ("Barriers", ()),
    "timeliness": ("Timeliness", ("team",)),
}


def build(name: str, asked: Asked, teams: Sequence[Team]) -> Report:
    """The report for whoever reads this page."""
    reader = current_reader()
    if name == "timeliness":
        return timeliness_report(asked, reader, teams)
    make = {"contacts": contacts_report, "organisations": organisations_report, "barriers": barriers_report}[name]
    return make(asked, reader)
