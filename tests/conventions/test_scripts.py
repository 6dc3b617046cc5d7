"""Scripts: what they keep is kept in the tab."""

import re
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "static" / "js"
OUTLIVES_THE_TAB = re.compile(r"localStorage|indexedDB|document\.cookie|cookieStore|serviceWorker|\bcaches\b")


def test_what_scripts_keep_ends_with_the_tab() -> None:
    scripts = list(SCRIPTS.rglob("*.js"))
    assert scripts
    kept = [f"{path.name}: {found[0]}" for path in scripts for found in OUTLIVES_THE_TAB.finditer(path.read_text())]
    assert not kept
