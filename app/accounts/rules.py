"""Roles, and the one table that says what each may do."""

from enum import StrEnum


class Role(StrEnum):
    OFFICER = "officer"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    READER = "reader"


class Permission(StrEnum):
    PUBLIC = "public"  # reachable without signing in
    SIGNED_IN = "signed_in"
    READ_RECORD = "read_record"
    LOG_CONTACT = "log_contact"
    EDIT_DIRECTORY = "edit_directory"
    ARCHIVE = "archive"
    READ_RESTRICTED = "read_restricted"
    MANAGE_COLLEAGUES = "manage_colleagues"
    MANAGE_LISTS = "manage_lists"


_EVERYONE = frozenset({Permission.PUBLIC, Permission.SIGNED_IN, Permission.READ_RECORD})
_WRITER = _EVERYONE | {Permission.LOG_CONTACT, Permission.EDIT_DIRECTORY, Permission.ARCHIVE}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.READER: _EVERYONE,
    Role.OFFICER: _WRITER,
    Role.MANAGER: _WRITER | {Permission.READ_RESTRICTED},
    # Keeping accounts is no reason to read what was told in confidence.
    Role.ADMINISTRATOR: _WRITER | {Permission.MANAGE_COLLEAGUES, Permission.MANAGE_LISTS},
}


def role_has(role: Role, permission: Permission) -> bool:
    return permission in ROLE_PERMISSIONS[role]
