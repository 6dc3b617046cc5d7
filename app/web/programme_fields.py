"""Form fields that name something of the programme. They work by typing alone."""

import re

from app.names.queries import find_by_prefix
from app.names.rules import fold
from app.partnership.outputs.queries import list_outputs_named
from app.web.directory_fields import CHOICES_SHOWN, Choice, PickedField

_NUMBER = re.compile(r"(?:#|/outputs/)([0-9]{1,9})/?$")


class OutputField(PickedField):
    """An output by its title, the beginning of its words, or the address of its page."""

    def fill(self, output_id: int, title: str) -> None:
        self.data = f"{title} #{output_id}"

    def look_up(self, text: str) -> tuple[int | None, list[Choice]]:
        number = _NUMBER.search(text)
        if number:
            numbered = list_outputs_named([int(number[1])])
            return (numbered[0].id if numbered else None), []
        begun = [output_id for _, output_id in find_by_prefix(text, ["output"], limit=CHOICES_SHOWN)]
        found = list_outputs_named(begun)
        exact = [output for output in found if fold(output.title) == fold(text)]
        if len(exact) == 1:
            return exact[0].id, []
        return None, [
            Choice(str(output.id), output.title, f"{output.kind.label}, {output.status.label.lower()}")
            for output in exact or found
        ]

    def unclear(self, text: str) -> str:
        if self.choices:
            return f"Choose which output “{text}” is, or change it."
        return f"No output is called “{text}”. Try other words of its title, or the address of its page."
