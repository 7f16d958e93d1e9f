"""Who changed which record: kept with its organisation, so that the site history shows each only their own."""

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet
from wagtail.models.audit_log import BaseLogEntry, BaseLogEntryManager

from backend.organisations.models.organisation import Organisation


def organisation_of(record: Any) -> Organisation | None:
    """Return the organisation that a contact, a partner, a redirect or an organisation itself belongs to."""
    if isinstance(record, Organisation):
        return record
    if hasattr(record, "organisation_id"):
        found: Organisation | None = record.organisation
        return found
    site = getattr(record, "site", None)
    return Organisation.objects.filter(site=site).first() if site else None


class RecordLogEntryManager(BaseLogEntryManager):
    """Writes and finds entries with the organisation."""

    def log_action(self, instance: Any, action: str, **kwargs: Any) -> Any:
        """Write one entry about `instance`."""
        return super().log_action(
            instance, action, **{"object_id": str(instance.pk), "organisation": organisation_of(instance), **kwargs}
        )

    def for_instance(self, instance: Any) -> QuerySet[Any]:
        """Return the entries about `instance`."""
        content_type = ContentType.objects.get_for_model(instance, for_concrete_model=False)
        found: QuerySet[Any] = self.filter(content_type=content_type, object_id=str(instance.pk))
        return found

    def viewable_by_user(self, user: Any) -> QuerySet[Any]:
        """Return the entries of the organisations that `user` works for."""
        from backend.organisations.access import organisations_of

        if user.is_superuser:
            everything: QuerySet[Any] = self.all()
            return everything
        own: QuerySet[Any] = self.filter(organisation__in=organisations_of(user).order_by().values("pk"))
        return own


class RecordLogEntry(BaseLogEntry):
    """One change of one record."""

    object_id = models.CharField(max_length=255, db_index=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    objects = RecordLogEntryManager()

    class Meta(BaseLogEntry.Meta):
        ordering: ClassVar = ["-timestamp", "-id"]
        verbose_name = "record log entry"
        verbose_name_plural = "record log entries"

    def __str__(self) -> str:
        return f"{self.action}: {self.label}"
