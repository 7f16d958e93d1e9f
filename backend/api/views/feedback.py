"""“Was this page useful?”: the one address of the API that takes something.

It is called by plain forms of other origins, so it neither knows nor sets a cookie, and answers a form by leading back
to the site. A script asks for JSON and gets a status. CORS needs no exception: such a POST is one that any page may send.
"""

from typing import Annotated, Any, Final, Literal

from django.http import HttpResponse, QueryDict
from drf_spectacular.utils import OpenApiResponse, extend_schema
from pydantic import Field, StringConstraints
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import FormParser
from rest_framework.request import Request

from backend.api.answers import Problem
from backend.api.negotiation import AnyType, preferences
from backend.api.problem import MEDIA_TYPE, ApiProblem, NotFound, UnknownSiteName
from backend.api.queries import Query
from backend.api.views.base import PublicView
from backend.feedback.errors import FeedbackRefused, TooManyAnswers
from backend.feedback.limits import source_of
from backend.feedback.models import COMMENT_LENGTH
from backend.feedback.receiving import Answer, asking, document_of, receive
from backend.organisations.models import Organisation
from content_models.site import FEEDBACK_NOT_SENT, FEEDBACK_THANKS
from content_models.values import Slug

MAX_BODY: Final = 32 * 1024
_FORM: Final = "application/x-www-form-urlencoded"

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class FeedbackForm(Query):
    """What the form at the end of a page sends."""

    site: Slug = Field(description="Name of the site.")
    version: Digest = Field(description="Digest of the page's document, as the manifest has it.")
    useful: Literal["yes", "no"] = Field(description="The answer.")
    comment: Annotated[str, StringConstraints(max_length=COMMENT_LENGTH)] = Field(
        "", description="A few words without names. Addresses and numbers are taken out before it is stored."
    )
    website: Annotated[str, StringConstraints(max_length=200)] = Field(
        "", description="Leave it empty: people do not see it, and what fills it in is thanked and forgotten."
    )


class FormTooLarge(ApiProblem):
    """The form is longer than ours can be."""

    kind = "too-large"
    title = "Form too large"
    status_code = 413


class NoForm(ApiProblem):
    """The body is no form of the one kind that is read."""

    kind = "unsupported-media-type"
    title = "Unsupported media type"
    status_code = 415


class TooManyRequests(ApiProblem):
    """More answers have come than people give."""

    kind = "too-many-requests"
    title = "Too many requests"
    status_code = 429


_PROBLEMS: Final = {
    400: "A field is missing, unknown, repeated or wrong",
    404: "The site does not ask for feedback, or does not show this version of a page",
    413: "The form is too large",
    414: "The query string is too long",
    415: f"The body is not {_FORM}",
    429: "Too many answers have come; `Retry-After` says when to try again",
}


class AnyTypeForAForm(AnyType, DefaultContentNegotiation):
    """Reads a form, whatever the Accept header says."""


class FeedbackView(PublicView):
    """Takes an answer."""

    http_method_names = ["post", "options"]
    parser_classes = (FormParser,)
    content_negotiation_class = AnyTypeForAForm

    @extend_schema(
        operation_id="feedback",
        summary="Say whether a page was useful",
        tags=["Feedback of visitors"],
        auth=[],
        request={_FORM: FeedbackForm},
        responses={
            204: OpenApiResponse(description="It was taken (for those who accept `application/json` only)"),
            303: OpenApiResponse(description="To the site, which says whether it was taken (for browsers)"),
            **{(code, MEDIA_TYPE): OpenApiResponse(Problem, description=text) for code, text in _PROBLEMS.items()},
        },
    )
    def post(self, request: Request) -> HttpResponse:
        """Take an answer. A form is led back to its site, with what went wrong too, as soon as the site is known."""
        form = _form(request)
        organisation = asking(form.site)
        if organisation is None:
            raise UnknownSiteName("There is no site of this name that asks for feedback.")
        document = document_of(form.version)
        root = _root(organisation, document.locale if document else "")
        is_script = _is_script(request)
        try:
            if not form.website:
                receive(
                    organisation, Answer(form.version, form.useful == "yes", form.comment), document, source_of(request)
                )
        except FeedbackRefused as refusal:
            if is_script:
                raise _problem(refusal) from refusal
            return _led_to(root + FEEDBACK_NOT_SENT)
        return HttpResponse(status=204, headers=_UNKEPT) if is_script else _led_to(root + FEEDBACK_THANKS)


_UNKEPT: Final = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


def _form(request: Request) -> FeedbackForm:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MAX_BODY:
        raise FormTooLarge(f"A form may have {MAX_BODY} bytes.")
    try:
        data: Any = request.data
    except UnsupportedMediaType as error:
        raise NoForm(f"Send the fields as {_FORM}.") from error
    return FeedbackForm.read(data if isinstance(data, QueryDict) else QueryDict())


def _is_script(request: Request) -> bool:
    """Say whether an answer for a program is wanted: one that names JSON and no page."""
    wanted = preferences(request.META.get("HTTP_ACCEPT", ""))
    return "application/json" in wanted and "text/html" not in wanted


def _root(organisation: Organisation, locale: str) -> str:
    """Return the address of a site in a language: made of its own settings only, so that nobody is led elsewhere."""
    base = organisation.public_address.rstrip("/") + "/"
    others = organisation.languages[1:]
    return f"{base}{locale.lower()}/" if locale in others else base


def _led_to(address: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": address, **_UNKEPT})


def _problem(refusal: FeedbackRefused) -> ApiProblem:
    if isinstance(refusal, TooManyAnswers):
        return TooManyRequests(str(refusal), {"Retry-After": str(refusal.seconds)})
    return NotFound(str(refusal))
