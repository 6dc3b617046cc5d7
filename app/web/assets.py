"""Addresses of the compiled front-end assets."""

import json
from functools import cache
from pathlib import Path

BUILT_FOLDER = Path(__file__).resolve().parent.parent.parent / "static" / "built"
BUILT_URL = "/static/built"


class MissingAsset(Exception):
    """A page asks for a file that the build has not made."""


def asset_url(name: str) -> str:
    """The address of a built file such as `css/liaison.css`. Raises MissingAsset."""
    version, names = _read_manifest(BUILT_FOLDER)
    if name not in names:
        raise MissingAsset(f"The build has no {name}. Add it to static/ and run `make assets`.")
    return f"{BUILT_URL}/{version}/{name}"


@cache
def _read_manifest(folder: Path) -> tuple[str, frozenset[str]]:
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise MissingAsset("The front-end assets are not built. Run `make assets`.") from None
    return manifest["version"], frozenset(manifest["files"])
