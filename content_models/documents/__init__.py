"""Documents: the published form of pages, told apart by `type`. One module a page type; nothing but types lives here."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from content_models.documents.base import DocumentBase
from content_models.documents.campaign import Campaign
from content_models.documents.case_study import CaseStudy
from content_models.documents.event import Event
from content_models.documents.film import Film
from content_models.documents.guide import Guide
from content_models.documents.home import Home
from content_models.documents.news import News
from content_models.documents.section import Section
from content_models.documents.signpost import Signpost
from content_models.documents.signs import Signs
from content_models.documents.standard import Standard
from content_models.documents.strategy import Strategy
from content_models.documents.toolkit import Toolkit
from content_models.errors import ContractError

Document = Annotated[
    Home
    | Section
    | Strategy
    | Signs
    | Guide
    | CaseStudy
    | Signpost
    | Film
    | Event
    | Campaign
    | Toolkit
    | News
    | Standard,
    Field(discriminator="type"),
]

DocumentType = Literal[
    "home",
    "section",
    "strategy",
    "signs",
    "guide",
    "case_study",
    "signpost",
    "film",
    "event",
    "campaign",
    "toolkit",
    "news",
    "standard",
]

DOCUMENT_TYPES: dict[str, type[DocumentBase]] = {
    cls.model_fields["type"].default: cls
    for cls in (
        Home,
        Section,
        Strategy,
        Signs,
        Guide,
        CaseStudy,
        Signpost,
        Film,
        Event,
        Campaign,
        Toolkit,
        News,
        Standard,
    )
}
"""Every document type by its name."""

document_adapter: TypeAdapter[Document] = TypeAdapter(Document)


def parse_document(data: bytes | str, *, lenient: bool = False) -> Document:
    """Read the JSON of one document of any type; a `lenient` reader ignores fields that a newer writer added.

    Raises ContractError with one line that names each wrong field.
    """
    try:
        return document_adapter.validate_json(data, extra="ignore" if lenient else "forbid")
    except ValidationError as error:
        raise ContractError.from_validation("The document", error) from error


__all__ = [
    "DOCUMENT_TYPES",
    "Campaign",
    "CaseStudy",
    "Document",
    "DocumentBase",
    "DocumentType",
    "Event",
    "Film",
    "Guide",
    "Home",
    "News",
    "Section",
    "Signpost",
    "Signs",
    "Standard",
    "Strategy",
    "Toolkit",
    "document_adapter",
    "parse_document",
]
