"""Tags are one's own: Wagtail suggests those of all organisations. These stand before its views at the same addresses."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from taggit.models import Tag
from wagtail.admin.auth import require_admin_access
from wagtail.documents import get_document_model
from wagtail.documents.views import documents
from wagtail.images import get_image_model
from wagtail.images.views import chooser, images
from wagtail.permissions import policy_registry

SUGGESTED = 10


def tags_of(user: Any, *models: Any) -> QuerySet[Tag]:
    """Return the tags of files of `models` that `user` may choose or change, the most frequent first."""
    used: set[int] = set()
    for model in models:
        files = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, ["choose", "change"])
        through = model.tags.through.objects.filter(content_type__model=model._meta.model_name)
        used |= set(through.filter(object_id__in=files.values("pk")).values_list("tag_id", flat=True))
    found: QuerySet[Tag] = Tag.objects.filter(pk__in=used).annotate(uses=Count("taggit_taggeditem_items"))
    return found.order_by("-uses", "name")


def suggest(request: HttpRequest, **_: str) -> JsonResponse:
    """Answer with own tags that begin with what was typed."""
    term = request.GET.get("term", "")
    found = tags_of(request.user, get_image_model(), get_document_model()).filter(name__istartswith=term)
    return JsonResponse(list(found.values_list("name", flat=True)[:SUGGESTED]) if term else [], safe=False)


class OwnTags:
    """Filters of a list of files that offer own tags only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put own tags in the place of everybody's."""
        super().__init__(*args, **kwargs)
        shown = self.filters.get("tag")  # type: ignore[attr-defined]
        own = tags_of(self.request.user, self._meta.model)[:SUGGESTED]  # type: ignore[attr-defined]
        if shown is not None:
            shown.extra["choices"] = [(tag.name, tag.name) for tag in own]


class OwnImagesFilterSet(OwnTags, images.ImagesFilterSet):
    """Filters of the images."""

    class Meta(images.ImagesFilterSet.Meta):
        pass


class OwnDocumentsFilterSet(OwnTags, documents.DocumentsFilterSet):
    """Filters of the documents."""

    class Meta(documents.DocumentsFilterSet.Meta):
        pass


class ImagesView(images.IndexView):
    """The list of images."""

    filterset_class = OwnImagesFilterSet


class DocumentsView(documents.IndexView):
    """The list of documents."""

    filterset_class = OwnDocumentsFilterSet


class ImageChooseView(chooser.ImageChooseView):
    """The chooser of images."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with own tags to begin with."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["popular_tags"] = tags_of(self.request.user, get_image_model())[:SUGGESTED]
        return context


def choose_image(request: HttpRequest) -> HttpResponse:
    """Show the chooser, set up as Wagtail's own."""
    chooser.viewset.choose_view_class = ImageChooseView
    response: HttpResponse = chooser.viewset.choose_view(request)
    return response


urlpatterns = [
    path("tag-autocomplete/", require_admin_access(suggest)),
    path("tag-autocomplete/<slug:app_name>/<slug:model_name>/", require_admin_access(suggest)),
    path("images/", require_admin_access(ImagesView.as_view())),
    path("images/results/", require_admin_access(ImagesView.as_view(results_only=True))),
    path("images/chooser/", require_admin_access(choose_image)),
    path("documents/", require_admin_access(DocumentsView.as_view())),
    path("documents/results/", require_admin_access(DocumentsView.as_view(results_only=True))),
]
