"""Which pages of services there are: none empty, none that repeats the one that leads to it, and never too many."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from content_models import Entry, canonical_bytes
from content_models.values import Area
from frontend.plan.facts import Facts, facts_of
from frontend.plan.support import LIMIT, SupportPage, slug_of, support_pages
from tests.frontend.content import entry, signpost

COLCHESTER = Area(code="E07000071", name="Colchester")
LUTON = Area(code="E06000032", name="Luton")
NEEDS = ("Talk to somebody", "Help at home", "Leave a group")


def pages_of(*services: dict[str, object]) -> dict[str, SupportPage]:
    found: list[tuple[Entry, Facts]] = []
    for number, fields in enumerate(services):
        document = signpost(f"s{number}", f"Service {number}", **fields)  # type: ignore[arg-type]
        found.append((entry(f"/support/s{number}/", document), facts_of(document, canonical_bytes(document))))
    return {page.path: page for page in support_pages("/", found)}


def services(page: SupportPage) -> list[str]:
    return [path.removeprefix("/support/").strip("/") for path in page.services]


def test_without_services_there_is_no_page_and_with_one_there_is_one() -> None:
    assert pages_of() == {}
    assert list(pages_of({"needs": NEEDS})) == ["/find-support/"]


def test_each_value_that_leaves_something_out_has_a_page() -> None:
    found = pages_of({"needs": NEEDS[:1], "areas": (COLCHESTER,), "languages": ("en", "ur")}, {"areas": (LUTON,)})
    assert services(found["/find-support/need/talk-to-somebody/"]) == ["s0"]
    assert services(found["/find-support/language/ur/"]) == ["s0"]
    assert services(found["/find-support/area/luton/"]) == ["s1"]
    # All are free and all speak English: such a page would be the whole list again.
    assert "/find-support/cost/free/" not in found
    assert "/find-support/language/en/" not in found


def test_a_national_service_is_listed_for_every_area_after_the_areas_own() -> None:
    found = pages_of({}, {"areas": (COLCHESTER,)}, {"areas": (LUTON,)})
    page = found["/find-support/area/colchester/"]
    assert services(page) == ["s1", "s0"]
    assert page.everywhere == 1
    assert services(found["/find-support/area/national/"]) == ["s0"]


def test_two_values_have_a_page_when_each_narrows_the_other() -> None:
    found = pages_of(
        {"needs": NEEDS[:1], "languages": ("en", "ur")},
        {"needs": NEEDS[:1], "languages": ("en",)},
        {"needs": NEEDS[1:], "languages": ("ur",)},
    )
    page = found["/find-support/need/talk-to-somebody/language/ur/"]
    assert services(page) == ["s0"]
    assert {choice.path for choice in page.wider} == {
        "/find-support/language/ur/",
        "/find-support/need/talk-to-somebody/",
    }
    # Everybody who helps at home speaks Urdu, so Urdu adds nothing to it.
    assert "/find-support/need/help-at-home/language/ur/" not in found


def test_needs_in_any_script_get_an_address_and_two_that_look_alike_get_two() -> None:
    assert slug_of("Help at home!") == "help-at-home"
    assert slug_of("گھر میں مدد") == ""
    found = pages_of({"needs": ("گھر میں مدد",)}, {"needs": ("Help, at home",)}, {"needs": ("Help at home",)}, {})
    paths = [path for path in found if path.startswith("/find-support/need/")]
    assert len(paths) == len(set(paths)) == 3
    assert all(path.isascii() for path in paths)


def test_a_need_is_one_however_it_is_capitalised() -> None:
    found = pages_of({"needs": ("Talk to somebody",)}, {"needs": ("talk to somebody",)}, {})
    assert services(found["/find-support/need/talk-to-somebody/"]) == ["s0", "s1"]


def test_there_are_never_more_combinations_than_the_limit() -> None:
    many: list[dict[str, object]] = [
        {
            "needs": tuple(f"Need {(number * step) % 23}" for step in (1, 2, 3, 5)),
            "areas": (Area(code=f"E0700{number % 17:04}", name=f"Area {number % 17}"),),
            "languages": ("en", f"x{'abcdefghijk'[number % 11]}"),
            "cost": ("free", "donation", "paid")[number % 3],
        }
        for number in range(120)
    ]
    found = pages_of(*many)
    singles = [page for page in found.values() if len(page.chosen) == 1]
    assert len(singles) == 23 + 17 + 11 + 3
    assert len(singles) < len(found) <= LIMIT


VALUES = st.fixed_dictionaries(
    {
        "needs": st.lists(st.sampled_from(NEEDS), unique=True, max_size=3).map(tuple),
        "areas": st.lists(st.sampled_from((COLCHESTER, LUTON)), unique=True, max_size=2).map(tuple),
        "languages": st.lists(st.sampled_from(("en", "ur", "cy")), unique=True, max_size=3).map(tuple),
        "cost": st.sampled_from(("free", "donation")),
    }
)


@settings(max_examples=60)
@given(st.lists(VALUES, min_size=1, max_size=6))
def test_whatever_the_services_no_page_is_empty_or_repeats_one_that_leads_to_it(given_services: Sequence[dict[str, object]]) -> None:  # fmt: skip
    found = pages_of(*given_services)
    assert len(found["/find-support/"].services) == len(given_services)
    for page in found.values():
        assert page.services
        for choice in page.narrower:
            assert 0 < choice.number == len(found[choice.path].services) < len(page.services)
        for removal in page.wider:
            assert len(found[removal.path].services) > len(page.services)
        assert len(page.wider) == len(page.chosen)
    reached, left = {"/find-support/"}, ["/find-support/"]
    while left:
        new = {choice.path for choice in found[left.pop()].narrower} - reached
        reached |= new
        left += new
    assert reached == found.keys()
