"""The pages app in the admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from backend.pages.partner_admin import PartnerViewSet
from backend.pages.preview_checks import check_across_origins

register_snippet(PartnerViewSet)
hooks.register("construct_wagtail_userbar", check_across_origins)
