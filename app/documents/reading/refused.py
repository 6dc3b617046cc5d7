"""Why a file is not taken, in words for whoever chose it."""

CUT_OFF = "It looks cut off: its end is missing. Save or download it again, then add the new copy."
UNSAFE = "It cannot be read safely: unpacked, it is far larger or more tangled than a document is."
TWO_KINDS = "It holds two kinds of file at once, as no program makes them. Save it again, then add the new copy."
MACROS = "It holds macros, which run as programs. Save it without them, then add that copy."
DAMAGED = "It is damaged and would not open. Save or download it again, then add the new copy."


class Refused(Exception):
    """The file is not taken; the text says why and what to do."""
