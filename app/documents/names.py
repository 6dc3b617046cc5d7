"""Names of files as they may be kept, shown and offered for download."""

import re
import unicodedata

LONGEST_BYTES = 255
_NAMELESS = "file"
_FOLDERS = re.compile(r"[/\\]")
_WHITESPACE = re.compile(r"\s+")
# Marks that turn the direction of what follows, so that "exe.txt" could be made to look like "txt.exe".
_TURNING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
# Windows opens a device where a file has one of these names, whatever its ending.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


def safe_name(given: str) -> str:
    """The last part of the name without what could mislead or harm; letters of any script stay as they are."""
    name = unicodedata.normalize("NFC", _FOLDERS.split(given)[-1][: 4 * LONGEST_BYTES])
    name = "".join(character for character in name if not _is_left_out(character))
    name = _WHITESPACE.sub(" ", name).strip(" .")
    if not name:
        return _NAMELESS
    if _RESERVED.match(name):
        name = f"_{name}"
    return _shortened(name)


def _is_left_out(character: str) -> bool:
    if ord(character) in _TURNING:
        return True
    # Control characters (a tab and the like become a space below), halves of characters, and what is no character.
    return unicodedata.category(character) in {"Cc", "Cs", "Cn"} and not character.isspace()


def _shortened(name: str) -> str:
    """At most LONGEST_BYTES bytes, with the ending kept."""
    if len(name.encode()) <= LONGEST_BYTES:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > 10:
        stem, dot, ending = name, "", ""
    room = LONGEST_BYTES - len(f"{dot}{ending}".encode())
    kept = stem.encode()[:room].decode(errors="ignore")
    # A mark belongs to the letter before it, which may be among what was cut.
    return kept.rstrip(" .") + dot + ending
