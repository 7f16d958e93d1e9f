"""Every address below /api/v1/ that is not another view's."""

from typing import Any, NoReturn

from rest_framework.request import Request

from backend.api.negotiation import AnyType
from backend.api.problem import NotFound
from backend.api.views.base import PublicView


class NothingView(PublicView):
    """An unknown address, whatever the method."""

    schema = None
    content_negotiation_class = AnyType
    varies_by = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise NotFound, with the likeliest mistake as a hint."""
        hint = "" if request.path.endswith("/") else " Addresses of lists end with a slash."
        raise NotFound(f"There is nothing at this address; /api/v1/ tells what there is.{hint}")
