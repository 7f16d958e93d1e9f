"""Pictures are drawn in an organisation's colours, the same at every run."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.demo.scenes import SCENES, UnknownScene, dashes, draw, mixed, smooth

COLOURS = {"brand": "#17375a", "on_brand": "#ffffff", "accent": "#f6c445", "on_accent": "#17212b"}
POINTS = st.tuples(st.floats(-500, 2000), st.floats(-500, 2000))


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_scene_is_drawn_in_its_size_and_always_alike(scene: str) -> None:
    first = draw(scene, COLOURS, size=(320, 180), words=["Words"], small=["101"])

    assert first.size == (320, 180)
    assert first.tobytes() == draw(scene, COLOURS, size=(320, 180), words=["Words"], small=["101"]).tobytes()
    assert len(first.getcolors(320 * 180) or []) > 2


def test_a_scene_that_nobody_draws_is_refused_by_name() -> None:
    with pytest.raises(UnknownScene, match="There is no scene `volcano`"):
        draw("volcano", COLOURS)


@given(st.lists(POINTS, min_size=2, max_size=6, unique=True))
def test_a_smooth_line_begins_and_ends_where_it_should(points: list[tuple[float, float]]) -> None:
    curve = smooth(points)

    assert curve[0] == pytest.approx(points[0])
    assert curve[-1] == points[-1]


@given(st.lists(POINTS, min_size=2, max_size=6), st.floats(5, 40), st.floats(5, 40))
def test_no_dash_is_longer_than_it_should_be(points: list[tuple[float, float]], dash: float, gap: float) -> None:
    for piece in dashes(points, dash, gap):
        assert sum(math.dist(*pair) for pair in itertools.pairwise(piece)) <= dash + 1e-6


def test_colours_are_mixed_between_their_ends() -> None:
    assert mixed("#000000", "#ffffff", 0) == "#000000"
    assert mixed("#000000", "#ffffff", 1) == "#ffffff"
    assert mixed("#102030", "#304050", 0.5) == "#203040"
