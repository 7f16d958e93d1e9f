"""What a browser says it can unpack: the header Accept-Encoding (RFC 9110, 12.5.3)."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

_QUALITY: Final = re.compile(r"\s*q\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*", re.IGNORECASE)
_IDENTITY: Final = "identity"


def accepted_codings(headers: Iterable[str], offered: Sequence[str]) -> list[str]:
    """Return the codings in `offered` that may be sent, the most wanted first; of equals that which is offered first.

    `headers` are the values of all Accept-Encoding headers of a request. What cannot be understood counts as refused. A
    coding that is wanted less than the file as it is comes not into question.
    """
    wanted = _qualities(",".join(headers))
    anything = wanted.get("*", 0.0)
    found = {coding: wanted.get(coding, anything) for coding in offered}
    # Who does not name the file as it is can take it, but says nothing of how gladly.
    least = wanted.get(_IDENTITY, 0.0)
    able = [coding for coding, quality in found.items() if quality > 0 and quality >= least]
    return sorted(able, key=lambda coding: -found[coding])


def _qualities(header: str) -> dict[str, float]:
    """Return how much each coding is wanted, from 0 to 1, by its name in small letters."""
    found: dict[str, float] = {}
    for part in header.split(","):
        name, semicolon, parameter = part.partition(";")
        coding = name.strip().lower().removeprefix("x-")
        match = _QUALITY.fullmatch(parameter)
        if coding:
            found[coding] = float(match[1]) if match else 0.0 if semicolon else 1.0
    return found
