"""Forms that refuse references to what belongs to others."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms.fields import FileField

from backend.core.reach import Reference, out_of_reach, references_in


class WithinReach:
    """For an admin form of pages or records: nobody can slip in the key of something that no chooser showed them.

    A reference that was there before stays, whoever made it. A forged one ends in PermissionDenied before any widget
    could show the title of what it names; an honest editor cannot make one.
    """

    def full_clean(self) -> None:
        """Check the references of this form and of its inline forms, then clean as usual; raises PermissionDenied."""
        user = getattr(self, "for_user", None)
        if user is not None and not user.is_superuser and getattr(self, "is_bound", False):
            added: set[Reference] = set()
            for form in self._with_inline_forms():
                added |= _added(form)
            if out_of_reach(user, added):
                raise PermissionDenied("This refers to something of another organisation.")
        super().full_clean()  # type: ignore[misc]

    def _with_inline_forms(self) -> list[Any]:
        formsets = getattr(self, "formsets", {})
        return [self, *(form for formset in formsets.values() for form in formset.forms)]


def _added(form: Any) -> set[Reference]:
    added: set[Reference] = set()
    for name, field in form.fields.items():
        if field.disabled or isinstance(field, FileField):
            continue
        submitted = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        before = form.get_initial_for_field(field, name)
        added |= set(references_in(field, submitted)) - set(references_in(field, before))
    return added
