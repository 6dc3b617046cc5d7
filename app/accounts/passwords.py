"""What a password may be, and how it is kept: by argon2id at OWASP's 19 MiB profile."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# A hash of nobody's password: an unknown address must take as long to refuse as a known one.
_NOBODYS_HASH = _hasher.hash("nobody signs in with this")

_COMMONEST = frozenset(
    {
        "000000000000", "0123456789ab", "111111111111", "112233445566", "121212121212", "123123123123",
        "1234567890ab", "123456789012", "1234567890qwerty", "123456789abc", "12345678910", "123456789123",
        "1q2w3e4r5t6y", "1qaz2wsx3edc", "abc123456789", "abcd12345678", "abcdefghijkl", "administrator",
        "administrator1", "changeme1234", "changemeplease", "correcthorsebatterystaple", "iloveyou1234",
        "iloveyouforever", "letmein12345", "letmeinplease", "liverpool123", "manchester123", "p@ssword1234",
        "passw0rd1234", "password1234", "password12345", "password123456", "passwordpassword", "qazwsxedcrfv",
        "qwerty123456", "qwertyuiop12", "qwertyuiop123", "qwertyuiopas", "qwertyuiopasdfghjkl",
        "welcome12345", "welcomewelcome", "zaq12wsxcde3",
    }
)  # fmt: skip


def find_password_problem(password: str, *, email: str, name: str) -> str | None:
    """What is wrong with a new password, in words for whoever chose it, or None. Length in characters."""
    if len(password) < SHORTEST:
        return f"Password must be {SHORTEST} characters or more"
    if len(password) > LONGEST:
        return f"Password must be {LONGEST} characters or fewer"
    folded = _fold(password)
    if folded in {_fold(email), _fold(email.partition("@")[0]), _fold(name)}:
        return "Password must not be the colleague’s name or email address"
    if folded in _COMMONEST:
        return "Password is one of the commonest there are. Try three words that don’t belong together"
    return None


def hash_password(password: str) -> str:
    return _hasher.hash(_as_bytes(password))


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether it is the password that was hashed. Without a hash: never, in the same time."""
    if len(password) > LONGEST:
        # None that long is kept, and composing it could take hours.
        password, password_hash = "", None
    try:
        _hasher.verify(password_hash or _NOBODYS_HASH, _as_bytes(password))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made at another strength than today's."""
    return _hasher.check_needs_rehash(password_hash)


def _as_bytes(password: str) -> bytes:
    # Keyboards compose accented letters differently; the same password must come out the same.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "backslashreplace")


def _fold(text: str) -> str:
    return "".join(text.casefold().split())
