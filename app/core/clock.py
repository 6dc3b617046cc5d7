"""What day it is where the office is, whatever zone the server keeps."""

import datetime as dt
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Europe/London")


def office_today() -> dt.date:
    """Today's date in the office. After midnight in summer a server on UTC would still say yesterday."""
    return dt.datetime.now(OFFICE_ZONE).date()


def at_the_office(moment: dt.datetime) -> dt.datetime:
    """The moment as the office's clock showed it."""
    return moment.astimezone(OFFICE_ZONE)


def office_now() -> dt.datetime:
    """The moment as the office's clock shows it."""
    return dt.datetime.now(OFFICE_ZONE)
