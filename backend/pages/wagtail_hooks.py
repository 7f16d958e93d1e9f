"""The pages app in the admin."""

from wagtail.snippets.models import register_snippet

from backend.pages.partner_admin import PartnerViewSet

register_snippet(PartnerViewSet)
