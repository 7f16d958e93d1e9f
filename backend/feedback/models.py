"""What is kept of visitors' answers and of visits. No model here has room for who somebody is, or for a time of day."""

from django.conf import settings
from django.db import models
from django.utils import timezone

DIGEST_LENGTH = 64
COMMENT_LENGTH = 1_600
"""Characters of a comment: twice what the form takes, as browsers count differently."""


class Tally(models.Model):
    """How many visitors of a site found one version of a page useful on one day, and how many did not.

    Single answers are not kept. `owner` is whose page it was: another organisation's, when the site has adopted it.
    """

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="tallies")
    owner = models.ForeignKey("organisations.Organisation", null=True, on_delete=models.SET_NULL, related_name="+")
    page_id = models.UUIDField()
    locale = models.CharField(max_length=20)
    version = models.CharField(max_length=DIGEST_LENGTH)
    day = models.DateField()
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "page_id", "locale", "version", "day"], name="one_tally_a_version_and_day"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "day"], name="tally_by_day"),
            models.Index(fields=["owner", "day"], name="tally_by_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} ({self.locale}) on {self.day}: {self.yes} yes, {self.no} no"


class Comment(models.Model):
    """What a visitor wrote about a page, after addresses and numbers were taken out; deleted when it is old."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="feedback_comments"
    )
    page_id = models.UUIDField()
    locale = models.CharField(max_length=20)
    version = models.CharField(max_length=DIGEST_LENGTH)
    day = models.DateField()
    useful = models.BooleanField()
    text = models.TextField(max_length=COMMENT_LENGTH)
    handled_on = models.DateField(null=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["organisation", "day"], name="comment_by_day")]

    def __str__(self) -> str:
        return f"comment {self.pk} on {self.day}"


class VisitCounting(models.Model):
    """That an organisation has chosen to have visits of its site counted. Without this record, none is."""

    organisation = models.OneToOneField(
        "organisations.Organisation", primary_key=True, on_delete=models.CASCADE, related_name="visit_counting"
    )
    since = models.DateField(default=timezone.localdate)

    def __str__(self) -> str:
        return f"visits of organisation {self.organisation_id} since {self.since}"


class VisitCount(models.Model):
    """How often a page of a site was asked for on one day."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="visit_counts"
    )
    path = models.CharField(max_length=1_000)
    day = models.DateField()
    visits = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "day", "path"], name="one_visit_count_a_path_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.path} on {self.day}: {self.visits}"
