"""Signing in: who is let in, and how often it may fail."""

import datetime as dt
from collections.abc import Callable

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from app.accounts import services, throttle
from app.accounts.models import Colleague, SignInAttempt
from app.accounts.passwords import is_outdated, is_password
from app.accounts.rules import Role
from app.accounts.sign_in import SignInRefused, change_password, sign_in
from app.accounts.throttle import SignInThrottled
from app.audit.rules import SystemActor
from app.core.errors import InvalidInput

NOW = dt.datetime(2021, 3, 5, 9, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
PASSWORD = "teapot walrus ladder"


@pytest.fixture
def officer(session: scoped_session[Session]) -> Colleague:
    return services.create_colleague(
        name="Officer A", email="a@liaison.example", role=Role.OFFICER, password=PASSWORD, actor=SystemActor()
    )


def attempt(
    email: str = "a@liaison.example",
    password: str = PASSWORD,
    remote_address: str = "192.0.2.1",
    now: dt.datetime = NOW,
) -> Colleague:
    return sign_in(email=email, password=password, remote_address=remote_address, now=now)


def fail(
    times: int, *, remote_address: str = "192.0.2.1", email: str = "a@liaison.example", now: dt.datetime = NOW
) -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused):
            attempt(email=email, password="wrong", remote_address=remote_address, now=now)


def test_the_right_password_lets_a_colleague_in(officer: Colleague) -> None:
    assert attempt(email=" A@Liaison.example") is officer


def test_nobody_is_told_which_part_was_wrong(officer: Colleague) -> None:
    with pytest.raises(SignInRefused) as wrong_password:
        attempt(password="wrong")
    with pytest.raises(SignInRefused) as unknown_address:
        attempt(email="nobody@liaison.example")
    services.deactivate_colleague(colleague=officer, actor=SystemActor())
    with pytest.raises(SignInRefused) as deactivated:
        attempt()
    assert len({str(error.value) for error in (wrong_password, unknown_address, deactivated)}) == 1


@pytest.mark.parametrize("email", ["a\x00@liaison.example", "", "x" * 5000, "\ud800@liaison.example"])
def test_an_address_that_is_none_is_refused_like_any_other(officer: Colleague, email: str) -> None:
    with pytest.raises(SignInRefused):
        attempt(email=email)


def test_an_unknown_address_is_refused_after_as_much_work_as_a_wrong_password(
    officer: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    strengths = []

    def verify(hasher: PasswordHasher, password_hash: str, password: bytes) -> bool:
        strengths.append(extract_parameters(password_hash))
        return verify_by_argon2(hasher, password_hash, password)

    verify_by_argon2 = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", verify)
    for email in ("a@liaison.example", "nobody@liaison.example"):
        with pytest.raises(SignInRefused):
            attempt(email=email, password="wrong")
    known, unknown = strengths
    assert unknown == known


def test_after_five_failures_even_the_right_password_has_to_wait(officer: Colleague) -> None:
    fail(5)
    with pytest.raises(SignInThrottled, match="Try again in 15 minutes") as error:
        attempt()
    assert error.value.wait == dt.timedelta(minutes=15)


def test_after_four_failures_the_right_password_still_lets_in(officer: Colleague) -> None:
    fail(4)
    assert attempt() is officer


def test_the_wait_ends_when_the_first_failure_is_a_quarter_of_an_hour_old(officer: Colleague) -> None:
    fail(1, now=NOW)
    fail(4, now=NOW + 10 * MINUTE)
    with pytest.raises(SignInThrottled, match="Try again in 1 minute"):
        attempt(now=NOW + 14.5 * MINUTE)
    assert attempt(now=NOW + 15 * MINUTE) is officer


def test_trying_while_throttled_does_not_lengthen_the_wait(officer: Colleague) -> None:
    fail(5)
    for _ in range(3):
        with pytest.raises(SignInThrottled):
            attempt(now=NOW + 10 * MINUTE)
    assert attempt(now=NOW + 15 * MINUTE) is officer


def test_an_address_is_throttled_whether_or_not_anybody_has_it(officer: Colleague) -> None:
    fail(5, email="nobody@liaison.example")
    with pytest.raises(SignInThrottled):
        attempt(email="nobody@liaison.example")


def test_one_address_does_not_hold_up_another(officer: Colleague) -> None:
    fail(5, email="nobody@liaison.example")
    assert attempt() is officer


def test_success_forgets_the_failures_of_the_address(officer: Colleague) -> None:
    fail(4)
    attempt()
    fail(4)
    assert attempt() is officer


def fail_once_for_each_of_thirty_addresses(remote_address: Callable[[int], str]) -> None:
    for number in range(30):
        fail(1, email=f"{number}@liaison.example", remote_address=remote_address(number))


def test_a_machine_that_tries_thirty_addresses_has_to_wait(officer: Colleague) -> None:
    fail_once_for_each_of_thirty_addresses(lambda number: "192.0.2.1")
    with pytest.raises(SignInThrottled):
        attempt()
    assert attempt(remote_address="192.0.2.2") is officer


def test_the_addresses_of_one_ipv6_network_count_as_one_machine(officer: Colleague) -> None:
    fail_once_for_each_of_thirty_addresses(lambda number: f"2001:db8::{number + 1:x}")
    with pytest.raises(SignInThrottled):
        attempt(remote_address="2001:db8::ffff")
    assert attempt(remote_address="2001:db8:0:1::1") is officer


def test_the_failures_keep_neither_addresses_nor_what_is_old(
    officer: Colleague, session: scoped_session[Session]
) -> None:
    fail(1)
    assert not session.scalar(select(func.count()).where(SignInAttempt.subject.contains("liaison")))
    fail(1, now=NOW + throttle.WINDOW)
    assert session.scalar(select(func.count()).select_from(SignInAttempt)) == 2


def test_a_hash_of_another_strength_is_made_anew_at_sign_in(officer: Colleague) -> None:
    officer.password_hash = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    attempt()
    assert not is_outdated(officer.password_hash)
    assert is_password(PASSWORD, officer.password_hash)


def change(officer: Colleague, current: str = PASSWORD, new: str = "ladder walrus teapot") -> None:
    change_password(colleague=officer, current=current, new=new, now=NOW)


def test_a_colleague_changes_their_own_password(officer: Colleague) -> None:
    version = officer.session_version
    change(officer)
    assert attempt(password="ladder walrus teapot") is officer
    assert officer.session_version == version + 1


def test_the_current_password_has_to_be_right(officer: Colleague) -> None:
    with pytest.raises(InvalidInput) as error:
        change(officer, current="wrong")
    assert [problem.field for problem in error.value.problems] == ["current"]
    assert attempt() is officer


def test_a_weak_new_password_is_refused_beside_its_field(officer: Colleague) -> None:
    with pytest.raises(InvalidInput) as error:
        change(officer, new="short")
    assert [problem.field for problem in error.value.problems] == ["new"]


def test_guessing_the_current_password_is_throttled(officer: Colleague) -> None:
    for _ in range(5):
        with pytest.raises(InvalidInput):
            change(officer, current="wrong")
    with pytest.raises(SignInThrottled):
        change(officer)
