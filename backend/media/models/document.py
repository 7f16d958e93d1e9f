"""Documents to download, with what people need to know before they fetch one."""

from django.conf import settings
from django.db import models
from wagtail.documents.models import AbstractDocument, Document


class CustomDocument(AbstractDocument):
    """A file to download."""

    language = models.CharField(max_length=12, default="en", choices=settings.WAGTAIL_CONTENT_LANGUAGES)
    pages = models.PositiveIntegerField(
        "number of pages", null=True, blank=True, help_text="For a PDF: people can then judge whether to fetch it."
    )

    admin_form_fields = (*Document.admin_form_fields, "language", "pages")

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"
