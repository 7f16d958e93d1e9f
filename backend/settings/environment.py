"""Reading the environment: every variable has a type and a meaning, and all that is wrong is told at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of the environment: what it means, and what stands in for it; None when it must be set."""

    name: str
    meaning: str
    default: str | None


@dataclass(slots=True)
class Environment:
    """Reads variables by type. What is wrong is collected, and told by `check` once everything has been read.

    A variable that is set to nothing counts as not set: compose files hand on empty ones.
    """

    values: Mapping[str, str]
    known: dict[str, Variable] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def text(self, name: str, meaning: str, default: str | None = None, *, shortest: int = 0) -> str:
        """Return words of at least `shortest` characters."""
        value = self._value(name, meaning, default)
        if value and len(value) < shortest:
            self.problems.append(f"{name} is too short: it needs at least {shortest} characters")
        return value

    def number(self, name: str, meaning: str, default: int | None = None) -> int:
        """Return a whole number that is not negative."""
        value = self._value(name, meaning, None if default is None else str(default))
        return self._read(name, value, int, lambda number: number >= 0, "a whole number") or 0

    def choice(self, name: str, meaning: str, options: tuple[str, ...], default: str | None = None) -> str:
        """Return one of `options`."""
        value = self._value(name, meaning, default)
        return self._read(name, value, str, lambda word: word in options, f"one of {', '.join(options)}") or options[0]

    def flag(self, name: str, meaning: str, default: bool) -> bool:
        """Return yes or no, written 1 and 0."""
        return self.choice(name, f"{meaning} (1 or 0)", ("1", "0"), "1" if default else "0") == "1"

    def names(self, name: str, meaning: str, default: str | None = None) -> list[str]:
        """Return words between commas."""
        return [word.strip() for word in self._value(name, meaning, default).split(",") if word.strip()]

    def folder(self, name: str, meaning: str, default: str | None = None) -> Path:
        """Return an absolute path."""
        value = self._value(name, meaning, default)
        return self._read(name, value, Path, Path.is_absolute, "an absolute path") or Path("/")

    def address(self, name: str, meaning: str, default: str | None = None) -> str:
        """Return an http or https address without a slash at its end; plain http is for this machine only."""
        value = self._value(name, meaning, default).rstrip("/")
        if not value:
            return ""
        try:
            parts = urlsplit(value)
            host = parts.hostname or ""
            _ = parts.port
        except ValueError:
            parts, host = urlsplit(""), ""
        if parts.scheme not in {"http", "https"} or not host or parts.query or parts.fragment or parts.username:
            self.problems.append(f"{name} is no address; write it like https://admin.example.org")
        elif parts.scheme == "http" and not is_local(host):
            self.problems.append(f"{name} must begin with https://; plain http is for localhost only")
        return value

    def wrong(self, problem: str) -> None:
        """Add a problem that is between several variables."""
        self.problems.append(problem)

    def check(self) -> None:
        """Raise ImproperlyConfigured with everything that is wrong."""
        if self.problems:
            raise ImproperlyConfigured(f"The environment is not complete: {'; '.join(self.problems)}.")

    def _value(self, name: str, meaning: str, default: str | None) -> str:
        self.known[name] = Variable(name, meaning, default)
        value = self.values.get(name, "").strip() or default
        if value is None:
            self.problems.append(f"{name} is not set ({meaning})")
        return value or ""

    def _read[T](
        self, name: str, value: str, kind: Callable[[str], T], fits: Callable[[T], bool], what: str
    ) -> T | None:
        if not value:
            return None
        try:
            found = kind(value)
        except ValueError:
            found = None
        if found is None or not fits(found):
            self.problems.append(f"{name} must be {what}, not “{value}”")
            return None
        return found


def is_local(host: str) -> bool:
    """Say whether `host` is this machine (RFC 6761: localhost and all names below it)."""
    return host in LOCAL_HOSTS or host.endswith(".localhost")
