"""What a password may be, and how it is kept."""

import time

import pytest
from argon2 import PasswordHasher

from app.accounts.passwords import find_password_problem, hash_password, is_outdated, is_password

GOOD = "teapot walrus ladder"


def problem_with(password: str) -> str | None:
    return find_password_problem(password, email="officer.a@liaison.example", name="Officer Alexandra")


@pytest.mark.parametrize("password", [GOOD, "x7" * 6, "дванадцять літер", "a" * 200, "    spaces   count    "])
def test_any_twelve_characters_will_do(password: str) -> None:
    assert problem_with(password) is None


def test_eleven_characters_are_too_few() -> None:
    assert problem_with("teapotwalru") == "Password must be 12 characters or more"


def test_more_than_two_hundred_characters_are_too_many() -> None:
    assert problem_with("ab" * 100 + "c") == "Password must be 200 characters or fewer"


@pytest.mark.parametrize(
    "password", ["officer.a@liaison.example", "OFFICER.A@liaison.example", "Officer Alexandra", "officeralexandra"]
)
def test_the_name_or_the_address_is_no_password(password: str) -> None:
    assert "name or email address" in str(problem_with(password))


@pytest.mark.parametrize("password", ["password1234", "Password 1234", "QWERTYUIOP12", "correct horse battery staple"])
def test_the_commonest_are_refused_however_they_are_written(password: str) -> None:
    assert "commonest" in str(problem_with(password))


def test_a_password_of_a_million_marks_is_wrong_at_once() -> None:
    started = time.process_time()
    assert not is_password("a" + "\u0300\u0316" * 500_000, hash_password(GOOD))
    assert time.process_time() - started < 1


def test_a_hash_knows_its_password_and_no_other() -> None:
    kept = hash_password(GOOD)
    assert GOOD not in kept
    assert is_password(GOOD, kept)
    assert not is_password(GOOD + " ", kept)


def test_an_accent_typed_in_two_ways_is_the_same_password() -> None:
    assert is_password("caf\u0065\u0301 walrus ladder", hash_password("caf\u00e9 walrus ladder"))


def test_without_a_hash_no_password_is_right() -> None:
    assert not is_password("nobody signs in with this", None)


def test_without_a_hash_the_password_is_tried_on_one_as_strong(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def verify(hasher: PasswordHasher, password_hash: str, password: bytes) -> bool:
        tried.append(password_hash)
        return False

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    is_password(GOOD, None)
    assert [is_outdated(password_hash) for password_hash in tried] == [False]


def test_a_broken_hash_lets_nobody_in() -> None:
    assert not is_password(GOOD, "not a hash")


def test_broken_characters_are_a_wrong_password_and_no_fault() -> None:
    assert not is_password("\ud800 teapot walrus", hash_password(GOOD))


def test_a_hash_of_another_strength_is_outdated() -> None:
    assert is_outdated("$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$ixlXKVZLqoMLMRUtN0eqmA")
    assert not is_outdated(hash_password(GOOD))
