"""Safety-critical changes: what an owner sends to everybody who uses a page, whatever they chose."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class SafetyChange(models.Model):
    """One publication that must reach everybody. Until `done` is set, whoever publishes carries it on."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    note = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True)
    done = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"safety-critical change of page {self.page_id}"
