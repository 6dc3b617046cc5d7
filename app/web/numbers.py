"""Numbers of records in addresses."""

from flask import Flask
from werkzeug.routing import IntegerConverter


class RecordNumber(IntegerConverter):
    """The digits 0 to 9 and no more of them than a database takes; any other address leads nowhere."""

    regex = "[0-9]{1,9}"


def set_up_record_numbers(app: Flask) -> None:
    app.url_map.converters["int"] = RecordNumber
