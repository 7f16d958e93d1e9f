"""What can go wrong when contract data is read."""

from typing import Self

from pydantic import ValidationError


class ContractError(ValueError):
    """The data does not follow the contract; the message names each wrong field."""

    @classmethod
    def from_validation(cls, name: str, error: ValidationError) -> Self:
        """Build the one-line message of a failed validation of type `name` (never quoting the input)."""
        problems = (f"{'.'.join(map(str, item['loc'])) or 'value'}: {item['msg']}" for item in error.errors()[:8])
        more = error.error_count() - 8
        return cls(
            f"{name} does not follow the contract: {'; '.join(problems)}{f'; and {more} more' if more > 0 else ''}"
        )
