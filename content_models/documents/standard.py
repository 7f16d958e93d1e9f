"""Standard page: contact us, accessibility statement, privacy, and the like."""

from typing import Literal

from content_models.documents.base import DocumentBase


class Standard(DocumentBase):
    """A page of blocks; `purpose` lets a site find its legal pages."""

    type: Literal["standard"] = "standard"
    purpose: Literal["contact", "accessibility", "privacy", "about", "other"] = "other"
