"""The base of every contract type, its canonical form and its digest."""

import hashlib
import json
from collections.abc import Iterator
from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from content_models.errors import ContractError

CONTRACT_VERSION: Final = 1

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""Lower-case hexadecimal SHA-256 (FIPS 180-4) of canonical or file bytes."""


class Model(BaseModel):
    """A frozen value of the contract; unknown fields are an error when it is written."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, ser_json_inf_nan="null")

    @classmethod
    def parse(cls, data: bytes | str, *, lenient: bool = False) -> Self:
        """Read JSON `data`; a `lenient` reader ignores fields that a newer writer added.

        Raises ContractError with one line that names each wrong field.
        """
        try:
            return cls.model_validate_json(data, extra="ignore" if lenient else "forbid")
        except ValidationError as error:
            raise ContractError.from_validation(cls.__name__, error) from error


def to_json(model: BaseModel) -> dict[str, Any]:
    """Return the JSON object of `model`; absent optional values are left out."""
    data: dict[str, Any] = model.model_dump(mode="json", exclude_none=True)
    return data


def canonical_bytes(model: BaseModel) -> bytes:
    """Return the one UTF-8 JSON form of `model`: keys sorted, no white space, absent values left out."""
    text = json.dumps(to_json(model), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8")


def digest(data: bytes) -> str:
    """Return the lower-case hexadecimal SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()


def walk(value: object) -> Iterator[BaseModel]:
    """Yield `value` (a model) and every model inside it, depth first, in field order."""
    if isinstance(value, BaseModel):
        yield value
        for field in type(value).model_fields:
            yield from walk(getattr(value, field))
    elif isinstance(value, tuple):
        for item in value:
            yield from walk(item)
