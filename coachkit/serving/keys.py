"""What opens the coach's door: the password, the secret that signs cookies, who is logged in.

They lie beside the links, each in a file for its owner alone; several servers share them.
"""

import json
import secrets
import unicodedata
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated, Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import AwareDatetime, Field

from coachkit.model.errors import InvalidValue
from coachkit.model.values import Value
from coachkit.store.doors import Doors, Seen
from coachkit.store.folders import write_durably

SHORTEST: Final = 12
LONGEST: Final = 1000
"""Characters of a password."""

_BYTES: Final = 32
_LOGIN: Final = 16
_MOST_LOGINS: Final = 200


class _Kept(Value):
    hash: str
    version: str


class _Login(Value):
    login: Annotated[str, Field(min_length=1)]
    version: str
    until: AwareDatetime


class Password:
    """The coach's password: argon2's hash of it, and which one it is."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self._hasher = PasswordHasher()
        self._file: Seen[_Kept | None] = Seen(
            doors.folder / "password", lambda raw: _Kept.model_validate(json.loads(raw)), None
        )

    def is_set(self) -> bool:
        """Whether there is one."""
        return self._file.content() is not None

    def version(self) -> str:
        """Which one it is: another after each change. Empty where there is none."""
        kept = self._file.content()
        return "" if kept is None else kept.version

    def keep(self, typed: str) -> None:
        """From now on it is this one. Raises :class:`InvalidValue` at ``password``."""
        self.check_length(typed)
        kept = _Kept(hash=self._hasher.hash(_plain(typed)), version=secrets.token_hex(8))
        self._write(kept)

    def check_length(self, typed: str) -> None:
        """Raise :class:`InvalidValue` for one that is too short, or longer than anybody types."""
        plain = _plain(typed)
        if len(plain) < SHORTEST:
            raise InvalidValue("password_too_short", "password", least=SHORTEST)
        if len(plain) > LONGEST:
            raise InvalidValue("too_long", "password")

    def remove(self) -> None:
        """There is none any more."""
        with self._doors.writing():
            self._file.path.unlink(missing_ok=True)

    def is_right(self, typed: str) -> bool:
        """Whether it is this one. It takes a while, and much memory: one at a time."""
        kept = self._file.content()
        plain = _plain(typed)
        if kept is None or len(plain) > LONGEST:
            return False
        try:
            self._hasher.verify(kept.hash, plain)
        except (VerificationError, InvalidHashError):
            return False
        if self._hasher.check_needs_rehash(kept.hash):
            self._write(_Kept(hash=self._hasher.hash(plain), version=kept.version), instead_of=kept)
        return True

    def _write(self, kept: _Kept, *, instead_of: _Kept | None = None) -> None:
        with self._doors.writing():
            # Whoever hashed the old one anew does not undo a change that came meanwhile.
            if instead_of is None or self._file.content() == instead_of:
                write_durably(self._file.path, json.dumps(kept.model_dump()).encode())


class Keys:
    """What signs cookies, and which of the coach's are good."""

    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self.password = Password(doors)
        self._secret: Seen[bytes] = Seen(doors.folder / "secret", _secret, b"")
        self._logins: Seen[tuple[_Login, ...]] = Seen(doors.folder / "logins.json", _logins, ())

    def secret(self) -> bytes:
        """What cookies are signed with; made when it is first asked for."""
        kept = self._secret.content()
        if kept:
            return kept
        with self._doors.writing():
            # perhaps another server was quicker
            if not self._secret.content():
                write_durably(self._secret.path, secrets.token_hex(_BYTES).encode())
        return self._secret.content()

    @property
    def name(self) -> str:
        """What cookies are called: another name for each workspace, as a machine may serve two."""
        return f"coachkit-{sha256(b'name' + self.secret()).hexdigest()[:8]}"

    def begin(self, now: datetime, *, days: int) -> str:
        """Somebody knew the password: the number of this login, good for so many days."""
        begun = _Login(
            login=secrets.token_hex(_LOGIN),
            version=self.password.version(),
            until=now + timedelta(days=days),
        )
        self._change((begun,), now)
        return begun.login

    def is_on(self, login: str, now: datetime) -> bool:
        """Whether that login is still good: not over, not ended, by the password of today."""
        version = self.password.version()
        return bool(version) and any(
            one.login == login and one.version == version and now < one.until
            for one in self._logins.content()
        )

    def end(self, login: str, now: datetime) -> None:
        """That login is good for nothing any more."""
        self._change((), now, but=login)

    def _change(self, begun: tuple[_Login, ...], now: datetime, *, but: str = "") -> None:
        with self._doors.writing():
            on = [one for one in self._logins.content() if now < one.until and one.login != but]
            kept = [one.model_dump(mode="json") for one in (*on, *begun)][-_MOST_LOGINS:]
            write_durably(self._logins.path, json.dumps({"logins": kept}).encode())


def _plain(typed: str) -> str:
    """The same letters, whichever way a keyboard composes them."""
    return unicodedata.normalize("NFKC", typed)


def _secret(raw: bytes) -> bytes:
    secret = bytes.fromhex(raw.decode())
    if len(secret) < _BYTES:
        raise ValueError(len(secret))
    return secret


def _logins(raw: bytes) -> tuple[_Login, ...]:
    return tuple(_Login.model_validate(one) for one in json.loads(raw)["logins"])
