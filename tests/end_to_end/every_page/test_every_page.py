"""Every page of every site of the demonstration, as the public gets it. `docs/page-quality.md` says what is looked for."""

import pytest
from playwright.sync_api import Browser

from content_models import DOCUMENT_TYPES
from tests.end_to_end.every_page.links import link_faults
from tests.end_to_end.every_page.pictures import picture_faults
from tests.end_to_end.every_page.walk import largest_of_each_kind, walk_faults
from tests.end_to_end.every_page.weight import weight_faults
from tests.end_to_end.every_page.words import (
    destination_faults,
    heading_faults,
    language_faults,
    name_faults,
    run_together_faults,
)
from tests.end_to_end.test_demo import SITES
from tests.parts.built_site import BuiltSites
from tests.parts.faults import none
from tests.parts.nu_checker import Check


def test_every_page_type_is_used_somewhere(sites: BuiltSites) -> None:
    used = {page.kind for site in sites.sites.values() for page in site.pages.values()}

    assert {kind.replace("_", "-") for kind in DOCUMENT_TYPES} <= used


@pytest.mark.parametrize("name", SITES)
def test_every_address_leads_somewhere(sites: BuiltSites, name: str) -> None:
    none(link_faults(sites, sites[name]))


@pytest.mark.parametrize("name", SITES)
def test_headings_are_an_outline_and_titles_and_descriptions_tell_pages_apart(sites: BuiltSites, name: str) -> None:
    site = sites[name]
    none([*heading_faults(site), *name_faults(site), *language_faults(site)])
    none([*destination_faults(site), *run_together_faults(site)])


@pytest.mark.parametrize("name", SITES)
def test_pages_scripts_and_pictures_are_light(sites: BuiltSites, name: str) -> None:
    none([*weight_faults(sites[name]), *picture_faults(sites[name])])


def test_the_nu_html_checker_finds_no_error(sites: BuiltSites, html_faults: Check) -> None:
    releases = {str(site.release): site.name for site in sites.sites.values()}
    found = html_faults([file for site in sites.sites.values() for file in sorted(site.release.rglob("*.html"))])
    for release, name in releases.items():
        found = [fault.replace(f"{release}/", f"{name} /") for fault in found]
    none(found)


@pytest.mark.parametrize("name", SITES)
def test_in_a_browser_every_page_is_accessible_quiet_and_fits_a_small_window(
    sites: BuiltSites, browser: Browser, name: str
) -> None:
    none(walk_faults(browser, sites[name], largest_of_each_kind(sites)[name]))
