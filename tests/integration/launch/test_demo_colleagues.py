from pathlib import Path

import pytest
from sqlalchemy.orm import Session, scoped_session

from app.accounts.models import Colleague
from app.accounts.passwords import is_password
from app.accounts.queries import find_colleague_by_email
from app.accounts.rules import Role
from app.launch.first_run import DEMO_FILE, DEMO_ROLES, demo_address, make_demo_colleagues


def read_lines(folder: Path) -> dict[str, tuple[str, str]]:
    lines = (folder / DEMO_FILE).read_text().splitlines()
    return {role: (address, password) for role, address, password in (line.split(", ") for line in lines)}


def find(role: Role) -> Colleague:
    colleague = find_colleague_by_email(demo_address(role))
    assert colleague is not None
    return colleague


@pytest.fixture
def folder(session: scoped_session[Session], tmp_path: Path) -> Path:
    make_demo_colleagues(tmp_path)
    return tmp_path


def test_there_is_one_of_each_role_with_the_password_of_its_line(folder: Path) -> None:
    lines = read_lines(folder)
    assert list(lines) == ["officer", "manager", "administrator", "reader"]
    for role in DEMO_ROLES:
        address, password = lines[role]
        assert address == f"{role}@liaison.example"
        assert find(role).role is role
        assert is_password(password, find(role).password_hash)


def test_each_has_a_password_of_its_own(folder: Path) -> None:
    assert len({password for _address, password in read_lines(folder).values()}) == len(DEMO_ROLES)


def test_a_second_start_changes_nothing(folder: Path) -> None:
    before = {role: find(role).session_version for role in DEMO_ROLES}
    lines = read_lines(folder)
    make_demo_colleagues(folder)
    assert read_lines(folder) == lines
    assert {role: find(role).session_version for role in DEMO_ROLES} == before


def test_a_lost_file_is_made_again_with_passwords_that_work(folder: Path) -> None:
    (folder / DEMO_FILE).unlink()
    make_demo_colleagues(folder)
    password = read_lines(folder)["manager"][1]
    assert is_password(password, find(Role.MANAGER).password_hash)


def test_another_database_gets_the_passwords_that_the_file_has(folder: Path, session: scoped_session[Session]) -> None:
    lines = read_lines(folder)
    session.delete(find(Role.READER))
    session.commit()
    make_demo_colleagues(folder)
    assert read_lines(folder) == lines
    assert is_password(lines["reader"][1], find(Role.READER).password_hash)
