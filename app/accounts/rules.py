"""Roles, the one table that says what each may do, and what an email address is."""

import re
from enum import StrEnum

EMAIL_LIMIT = 254
_NEVER = r"@\s\x00-\x1f\ud800-\udfff"
_EMAIL = re.compile(rf"[^{_NEVER}]+@[^.{_NEVER}]+(\.[^.{_NEVER}]+)+")


class Role(StrEnum):
    OFFICER = "officer"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    READER = "reader"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @property
    def meaning(self) -> str:
        return _ROLE_MEANINGS[self]


_ROLE_MEANINGS = {
    Role.OFFICER: "Logs contacts, and keeps the directory and the programme.",
    Role.MANAGER: (
        "As an officer, and reads restricted contacts and all changes, reviews contacts, changes many at once, keeps "
        "regulatory matters and merges duplicates."
    ),
    Role.ADMINISTRATOR: "As an officer, and keeps colleagues, teams and lists, and merges duplicates.",
    Role.READER: "Reads, and changes nothing.",
}


class Permission(StrEnum):
    PUBLIC = "public"  # reachable without signing in
    SIGNED_IN = "signed_in"
    READ_RECORD = "read_record"
    LOG_CONTACT = "log_contact"
    EDIT_DIRECTORY = "edit_directory"
    ARCHIVE = "archive"
    EDIT_PROGRAMME = "edit_programme"
    KEEP_MATTERS = "keep_matters"  # sets, closes and reads regulatory matters
    REVIEW_CONTACTS = "review_contacts"  # marks what is reviewed, and asks questions on contacts
    READ_RESTRICTED = "read_restricted"
    MANAGE_COLLEAGUES = "manage_colleagues"
    MANAGE_LISTS = "manage_lists"
    READ_AUDIT = "read_audit"  # of everything; goes with reading the restricted and the matters, which are in it
    MERGE_RECORDS = "merge_records"
    CHANGE_MANY = "change_many"  # many contacts at once; goes with reading the restricted, which are among them


_EVERYONE = frozenset({Permission.PUBLIC, Permission.SIGNED_IN, Permission.READ_RECORD})
_WRITER = _EVERYONE | {
    Permission.LOG_CONTACT,
    Permission.EDIT_DIRECTORY,
    Permission.EDIT_PROGRAMME,
    Permission.ARCHIVE,
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.READER: _EVERYONE,
    Role.OFFICER: _WRITER,
    Role.MANAGER: _WRITER
    | {
        Permission.READ_RESTRICTED,
        Permission.KEEP_MATTERS,
        Permission.REVIEW_CONTACTS,
        Permission.READ_AUDIT,
        Permission.MERGE_RECORDS,
        Permission.CHANGE_MANY,
    },
    # Keeping accounts is no reason to read what was told in confidence.
    Role.ADMINISTRATOR: _WRITER | {Permission.MANAGE_COLLEAGUES, Permission.MANAGE_LISTS, Permission.MERGE_RECORDS},
}


def role_has(role: Role, permission: Permission) -> bool:
    return permission in ROLE_PERMISSIONS[role]


def fold_email(email: str) -> str:
    """The one spelling under which an address is kept and looked for."""
    return email.strip().lower()


def is_email(email: str) -> bool:
    """Whether it has the shape of an address; only a message sent would tell whether it is one."""
    return len(email) <= EMAIL_LIMIT and _EMAIL.fullmatch(email) is not None
