"""Who may do what: three roles in each organisation, each a group of Django's."""

from typing import ClassVar

from django.db import models


class Role(models.TextChoices):
    """What somebody does for an organisation; each can do what those before can."""

    AUTHOR = "author", "Author"
    EDITOR = "editor", "Editor"
    ADMINISTRATOR = "administrator", "Administrator"


class OrganisationRole(models.Model):
    """Which group carries a role of an organisation. Members of the group are the people in that role."""

    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=13, choices=Role)
    group = models.OneToOneField("auth.Group", on_delete=models.CASCADE, related_name="organisation_role")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "role"], name="one_group_for_each_role"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {Role(self.role).label}"
