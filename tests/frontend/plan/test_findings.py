"""What a plan tells editors of their content."""

from frontend.plan.problems import Kind, Severity
from tests.frontend.content import page_id, small_site, standard
from tests.frontend.plan.plans import kinds, plan_of


def test_a_dead_link_is_a_warning_on_its_page() -> None:
    site = small_site()
    site.pages["/links/"] = standard("links", "Links", f'<p><a href="page:{page_id("nobody")}">x</a></p>')
    assert kinds(plan_of(site)) == {(Kind.DEAD_LINK, Severity.WARNING, "/links/")}


def test_a_help_panel_whose_contact_is_missing_is_an_error() -> None:
    site = small_site()
    site.contacts = ()
    assert kinds(plan_of(site)) == {(Kind.MISSING_CONTACT, Severity.ERROR, "/")}
