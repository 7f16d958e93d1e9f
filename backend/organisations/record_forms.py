"""Forms of records that belong to an organisation."""

from typing import Any

from wagtail.admin.forms.models import WagtailAdminModelForm

from backend.core.forms import WithinReach
from backend.organisations.access import organisations_allowing


class OrganisationRecordForm(WithinReach, WagtailAdminModelForm):
    """A form whose field `organisation` offers those for which the user may make such records.

    With only one to choose from it is not asked. A record that exists never changes hands.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Limit the field, or leave it out."""
        super().__init__(*args, **kwargs)
        field = self.fields.get("organisation")
        if field is None or self.for_user is None:
            return
        choices = organisations_allowing(self.for_user, self._meta.model, ["add"])
        if self.instance.pk:
            del self.fields["organisation"]
        elif choices.count() == 1:
            self.instance.organisation = choices.get()
            del self.fields["organisation"]
        else:
            field.queryset = choices
