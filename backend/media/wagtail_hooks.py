"""The media app in the admin."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet

from backend.media.film_admin import FilmViewSet
from backend.media.views import may_choose

register_snippet(FilmViewSet)


@hooks.register("before_serve_document")
def only_for_colleagues(document: Any, request: HttpRequest) -> None:
    """Answer 404 to anybody who may not choose the document: the public gets documents from the API, once live."""
    user = request.user
    if not user.has_perm("wagtailadmin.access_admin") or not may_choose(user, document):
        raise Http404("There is no such document here.")


class OwnFiles:
    """An endpoint of the admin's own API that knows only what the user may choose."""

    def get_queryset(self) -> QuerySet[Any]:
        """Return the files that the user may choose or change."""
        policy = policy_registry.get_by_type(self.model)  # type: ignore[attr-defined]
        allowed = policy.instances_user_has_any_permission_for(self.request.user, ["choose", "change"])  # type: ignore[attr-defined]
        found: QuerySet[Any] = super().get_queryset()  # type: ignore[misc]
        return found.filter(pk__in=allowed.values("pk"))


class OwnImages(OwnFiles, ImagesAdminAPIViewSet):
    """Images."""


class OwnDocuments(OwnFiles, DocumentsAdminAPIViewSet):
    """Documents."""


# After Wagtail's own, which the same names replace.
@hooks.register("construct_admin_api", order=10)
def keep_files_apart(router: Any) -> None:
    """Put our endpoints in the place of those that list everybody's files."""
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)
