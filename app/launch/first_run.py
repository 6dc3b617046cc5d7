"""What a machine needs once: an instance folder, a secret key and, outside production, colleagues to sign in as."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from app.accounts.queries import find_colleague_by_email
from app.accounts.rules import Role
from app.accounts.services import create_colleague, set_password
from app.audit.rules import SystemActor
from app.database import db
from app.launch.console import say

DEMO_ROLES = (Role.OFFICER, Role.MANAGER, Role.ADMINISTRATOR, Role.READER)
DEMO_FILE = "demo-sign-in.txt"


def make_instance_folder(folder: Path) -> None:
    """Make the folder of what belongs to this machine, closed to its other users."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_secret_key(folder: Path, environ: Mapping[str, str]) -> None:
    """Make the key that signs sessions, unless one is given or kept already."""
    kept = folder / "secret_key"
    if environ.get("SECRET_KEY") or kept.exists():
        return
    say(f"Making a secret key: {kept}")
    write_private_file(kept, secrets.token_urlsafe(48) + "\n")


def make_demo_colleagues(folder: Path) -> None:
    """Make a colleague of each role in a database that lacks them; their passwords are kept in one private file."""
    file = folder / DEMO_FILE
    kept = _read_passwords(file)
    passwords = {role: kept.get(role) or secrets.token_urlsafe(12) for role in DEMO_ROLES}
    for role in DEMO_ROLES:
        colleague = find_colleague_by_email(demo_address(role))
        if colleague is None:
            create_colleague(
                name=role.capitalize(), email=demo_address(role), role=role, password=passwords[role], actor=None
            )
        elif role not in kept:
            set_password(colleague=colleague, password=passwords[role], actor=SystemActor())
    if passwords != kept:
        say(f"Making a demonstration colleague for each role: {file}")
        write_private_file(file, "".join(f"{role}, {demo_address(role)}, {passwords[role]}\n" for role in DEMO_ROLES))
    db.session.commit()


def demo_address(role: Role) -> str:
    return f"{role}@liaison.example"


def write_private_file(path: Path, text: str) -> None:
    """Write a file that only its owner may read, and never let it be there half-written or readable."""
    unfinished = path.with_name(path.name + ".new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    unfinished.replace(path)


def _read_passwords(file: Path) -> dict[Role, str]:
    if not file.is_file():
        return {}
    lines = (line.split(", ", maxsplit=2) for line in file.read_text(encoding="utf-8").splitlines())
    return {Role(parts[0]): parts[2] for parts in lines if len(parts) == 3 and parts[0] in set(Role)}
