"""The form of an adopted page."""

from typing import Any

from backend.pages.models.base import EditorialPageForm
from backend.sharing.editor.faults import OverlayError, overlay_error
from backend.sharing.editor.parts import parts_of
from backend.sharing.editor.widget import OverlayWidget
from backend.sharing.shown import adoption_of

FIELD = "overlay"


class AdoptedPageForm(EditorialPageForm):
    """Shows the owner's words around the local parts, and says at its place what is wrong with one of them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what a page's form takes."""
        super().__init__(*args, **kwargs)
        if (field := self.fields.get(FIELD)) is not None:
            field.widget = OverlayWidget(field.block, adoption_of(self.instance), self.instance.overlay)

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; what the owner's page does not allow becomes an error at its place."""
        cleaned: dict[str, Any] = super().clean()
        if FIELD in self.fields and (error := self._overlay_error(cleaned)) is not None:
            self.errors.pop(FIELD, None)
            self.add_error(FIELD, error)
        return cleaned

    def _overlay_error(self, cleaned: dict[str, Any]) -> OverlayError | None:
        widget = self.fields[FIELD].widget
        found = self.errors[FIELD].as_data()[0] if FIELD in self.errors else None
        value = cleaned.get(FIELD)
        if value is None:
            value = widget.value_from_datadict(self.data, self.files, self.add_prefix(FIELD))
        stored = parts_of(widget.stored)
        return overlay_error(widget.source.blocks, stored, value, draft=self.is_deferred_validation, found=found)
