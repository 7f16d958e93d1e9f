"""Query parameters: one typed model a view, from which both the check and the OpenAPI document come."""

import re
from typing import Annotated, Any, Self

from django.http import QueryDict
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationError, WithJsonSchema

from backend.api.problem import BadParameter
from backend.sharing.models import Topic
from content_models import DocumentType, Model
from content_models.values import LocaleCode, Nation, Path, Slug

MAX_LIMIT = 100
MAX_OFFSET = 1_000_000


# Invisible joiners are none: Persian and Urdu words need them.
_CONTROL = "[\\u0000-\\u001f\\u007f-\\u009f]"


def _digits(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,7}", value):
        raise ValueError("give a whole number in digits")
    return value


def _no_control(value: str) -> str:
    if re.search(_CONTROL, value):
        raise ValueError("control characters are not allowed")
    return value


_NO_CONTROL = WithJsonSchema(
    {"type": "string", "minLength": 1, "maxLength": 200, "pattern": _CONTROL.replace("[", "^[^") + "*$"}
)
_IN_DIGITS = BeforeValidator(_digits)
Words = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_no_control), _NO_CONTROL]


class Query(Model):
    """No parameters; the views that take some derive from it."""

    @classmethod
    def read(cls, given: QueryDict) -> Self:
        """Return the parameters of a request; raises BadParameter on one that is unknown, repeated or wrong."""
        for name, values in given.lists():
            if name not in cls.model_fields:
                raise BadParameter(f"There is no parameter {quoted(name)} here. {cls.choice()}")
            if len(values) > 1:
                raise BadParameter(f"The parameter {name} is given {len(values)} times; give it once.")
        try:
            return cls.model_validate(given.dict())
        except ValidationError as error:
            raise BadParameter(_sentence(error)) from error

    @classmethod
    def choice(cls) -> str:
        """Return a sentence that names the parameters there are."""
        names = ", ".join(cls.model_fields)
        return f"Allowed: {names}." if names else "This address takes none."


class LocaleQuery(Query):
    """Which language is wanted."""

    locale: LocaleCode | None = Field(None, description="Language, e.g. `en` or `cy`: one that the site has.")


Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT, description="How many pages at once."), _IN_DIGITS]
Offset = Annotated[int, Field(ge=0, le=MAX_OFFSET, description="How many pages to leave out first."), _IN_DIGITS]


class PagesQuery(LocaleQuery):
    """Which pages are wanted, and how many at once."""

    type: DocumentType | None = Field(None, description="Only pages of this type.")
    q: Words | None = Field(None, description="Words or parts of words, all of which occur in the page.")
    path: Path | None = Field(None, description="Only the page at this path, e.g. `/signs/`.")
    limit: Limit = 20
    offset: Offset = 0


class LibraryQuery(Query):
    """Which pages on offer are wanted, and how many at once."""

    type: DocumentType | None = Field(None, description="Only pages of this type.")
    topic: Topic | None = Field(None, description="Only pages that their owner lists under this topic.")
    owner: Slug | None = Field(None, description="Only pages of this organisation, e.g. `ct-policing`.")
    nation: Nation | None = Field(None, description="Only pages that apply to this nation.")
    q: Words | None = Field(None, description="Words or parts of words, all of which occur in the page.")
    locale: LocaleCode | None = Field(None, description="Only pages in this language, e.g. `en` or `cy`.")
    limit: Limit = 20
    offset: Offset = 0


def quoted(value: str) -> str:
    """Return what a client sent in a form that fits into a sentence: short and printable."""
    short = value if len(value) <= 60 else f"{value[:60]}…"
    return f"‘{''.join(letter if letter.isprintable() else '�' for letter in short)}’"


def _sentence(error: ValidationError) -> str:
    first: Any = error.errors(include_url=False, include_input=True)[0]
    name = ".".join(map(str, first["loc"]))
    if first["type"] == "missing":
        return f"The parameter {name} is missing."
    reason = first["msg"].removeprefix("Value error, ")
    return f"The parameter {name} cannot be {quoted(str(first['input']))}: {reason[:1].lower()}{reason[1:]}."
