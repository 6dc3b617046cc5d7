"""What a whole history is among the exports."""

from app.exports.services import ListToExport
from app.reports.histories.parts import HistoryAsked

NAME = "history"
MOST_AT_ONCE = 200  # contacts; more are put together in the background
TITLE_LIMIT = 100


def history_to_export(asked: HistoryAsked) -> ListToExport:
    return ListToExport(
        name=NAME,
        title=f"History of {asked.name}"[:TITLE_LIMIT],
        filters=f"organisation={asked.organisation_id}",
        filters_in_words=asked.name,
        columns=[],
        heads=[asked.order.label],
    )
