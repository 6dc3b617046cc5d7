"""The role table and the shape of addresses."""

import pytest

from app.accounts.rules import Permission, Role, fold_email, is_email, role_has

CHANGES = frozenset(
    {
        Permission.LOG_CONTACT,
        Permission.EDIT_DIRECTORY,
        Permission.ARCHIVE,
        Permission.MANAGE_COLLEAGUES,
        Permission.MANAGE_LISTS,
    }
)


def test_a_reader_may_change_nothing() -> None:
    assert not [permission for permission in CHANGES if role_has(Role.READER, permission)]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMINISTRATOR, Role.READER])
def test_only_a_manager_reads_what_is_restricted(role: Role) -> None:
    assert role_has(Role.MANAGER, Permission.READ_RESTRICTED)
    assert not role_has(role, Permission.READ_RESTRICTED)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.READER])
def test_only_an_administrator_keeps_accounts(role: Role) -> None:
    assert role_has(Role.ADMINISTRATOR, Permission.MANAGE_COLLEAGUES)
    assert not role_has(role, Permission.MANAGE_COLLEAGUES)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_words_for_people(role: Role) -> None:
    assert role.label.lower() == role.value
    assert role.meaning.endswith(".")


def test_addresses_are_looked_for_in_small_letters() -> None:
    assert fold_email("  Officer@Liaison.Example ") == "officer@liaison.example"


@pytest.mark.parametrize(
    "address", ["officer@liaison.example", "o'brien+a.b@mail.liaison.example", "józef@przykład.example"]
)
def test_an_address_is_recognised(address: str) -> None:
    assert is_email(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "officer",
        "officer@",
        "@liaison.example",
        "officer@localhost",
        "two words@liaison.example",
        "officer@liaison..example",
        "officer@one@liaison.example",
        "officer\x00@liaison.example",
        "officer@liaison.example\n",
        "o" * 250 + "@a.example",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    assert not is_email(address)
