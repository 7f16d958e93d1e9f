"""Uploaded files for people who work in the admin. The public gets files from the API, by digest and only once live."""

from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from backend.media.models import CustomRendition, Film, FilmCaptions
from backend.organisations.access import organisations_of

FILM_FIELDS = ("file", "second_file", "audio_described_file", "sign_language_file")


def uploaded_file(request: HttpRequest, name: str) -> FileResponse:
    """Answer with the file `name` of the storage to those who may choose or change what it belongs to; else 404.

    Where the storage serves its files itself (in production), nothing links here.
    """
    user = request.user
    if not user.has_perm("wagtailadmin.access_admin") or not _may_see(user, name):
        raise Http404("There is no such file here.")
    try:
        file = default_storage.open(name)
    except OSError as error:
        raise Http404("There is no such file here.") from error
    response = FileResponse(file, filename=name.rpartition("/")[2])
    # Whatever an uploaded file says it is, it must neither run nor load anything when it is opened by itself.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=600"
    return response


def may_choose(user: Any, instance: Model) -> bool:
    """Say whether `user` may choose or change `instance`."""
    policy = policy_registry.get_by_type(type(instance))
    allowed: bool = policy.user_has_any_permission_for_instance(user, ["choose", "change"], instance)
    return allowed


def _may_see(user: Any, name: str) -> bool:
    folder = name.partition("/")[0]
    match folder:
        case "avatar_images":
            return bool(user.is_superuser or user.wagtail_userprofile.avatar.name == name)
        case "brands":
            organisations = organisations_of(user)
            return organisations.filter(logo=name).exists() or organisations.filter(favicon=name).exists()
        case _:
            owner = _owner(folder, name)
            return owner is not None and may_choose(user, owner)


def _owner(folder: str, name: str) -> Any:
    match folder:
        case "original_images":
            return get_image_model().objects.filter(file=name).first()
        case "images":
            rendition = CustomRendition.objects.filter(file=name).select_related("image").first()
            return rendition and rendition.image
        case "documents":
            return get_document_model().objects.filter(file=name).first()
        case "films":
            return next((film for field in FILM_FIELDS if (film := Film.objects.filter(**{field: name}).first())), None)
        case "captions":
            captions = FilmCaptions.objects.filter(file=name).select_related("film").first()
            return captions and captions.film
    return None
