"""Admin views of records that show each person only what the model's permission policy gives them.

Wagtail's own views ask whether somebody may change such records at all; these also ask about the one at hand, in every
view and chooser. A record out of reach is not found (404), so that not even its title is told.
"""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from wagtail.admin.ui.tables import Column
from wagtail.permissions import policy_registry
from wagtail.snippets.views import chooser as chooser_views
from wagtail.snippets.views import snippets as views


class WithinScope:
    """A view of one record: not found unless the user may do one of `actions` with it."""

    actions: ClassVar[tuple[str, ...]] = ("change", "delete", "view")

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        """Return the record; raises Http404 when it is out of reach."""
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]
        policy = policy_registry.get_by_type(type(found))
        if not policy.user_has_any_permission_for_instance(self.request.user, self.actions, found):  # type: ignore[attr-defined]
            raise Http404("There is no such record here.")
        return found


class EditView(WithinScope, views.EditView):
    """Edit a record within reach."""

    actions = ("change",)


class DeleteView(WithinScope, views.DeleteView):
    """Delete a record within reach."""

    actions = ("delete",)


class UsageView(WithinScope, views.UsageView):
    """Where a record within reach is used."""


class HistoryView(WithinScope, views.HistoryView):
    """Who changed a record within reach."""


class InspectView(WithinScope, views.InspectView):
    """All fields of a record within reach."""


class Choosable:
    """A chooser's view: only records that the user may choose."""

    def choosable(self) -> QuerySet[Any]:
        """Return the records that may be chosen."""
        policy = policy_registry.get_by_type(self.model_class)  # type: ignore[attr-defined]
        found: QuerySet[Any] = policy.instances_user_has_any_permission_for(
            self.request.user,  # type: ignore[attr-defined]
            ["choose", "change"],
        )
        return found

    def get_object_list(self) -> QuerySet[Any]:
        """Return what the chooser lists."""
        return self.choosable()

    def get_object(self, pk: Any) -> Any:
        """Return the record that was chosen; raises its DoesNotExist, which the view turns into 404."""
        return self.choosable().get(pk=pk)

    def get_objects(self, pks: list[Any]) -> QuerySet[Any]:
        """Return the records that were chosen."""
        return self.choosable().filter(pk__in=pks)

    @property
    def columns(self) -> list[Column]:
        """Return title and, where records belong to organisations, whose it is."""
        columns: list[Column] = super().columns  # type: ignore[misc]
        if any(field.name == "organisation" for field in self.model_class._meta.get_fields()):  # type: ignore[attr-defined]
            columns.append(Column("organisation", label="Whose"))
        return columns


class ChooseView(Choosable, chooser_views.ChooseView):
    """The chooser."""


class ChooseResultsView(Choosable, chooser_views.ChooseResultsView):
    """What a search in the chooser finds."""


class ChosenView(Choosable, chooser_views.SnippetChosenView):
    """The answer when one record was chosen."""


class ChosenMultipleView(Choosable, chooser_views.SnippetChosenMultipleView):
    """The answer when several records were chosen."""


class ScopedChooserViewSet(chooser_views.SnippetChooserViewSet):
    """A chooser that offers only what the user may choose."""

    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView


class ScopedSnippetViewSet(views.SnippetViewSet):
    """All admin views of a model whose permission policy keeps organisations apart."""

    edit_view_class = EditView
    delete_view_class = DeleteView
    usage_view_class = UsageView
    history_view_class = HistoryView
    inspect_view_class = InspectView
    chooser_viewset_class = ScopedChooserViewSet
    copy_view_enabled = False
    add_to_admin_menu = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the records that the list shows."""
        policy = policy_registry.get_by_type(self.model)
        found: QuerySet[Any] = policy.instances_user_has_any_permission_for(request.user, ["change", "delete", "view"])
        return found
