"""QR codes: the drawing has exactly the modules of the code, with the white around them that readers need."""

import re

import pytest
import segno

from frontend.paper.qr import QUIET, qr_matrix, qr_svg
from tests.parts.paper import need_paper


@pytest.mark.parametrize("address", ["https://marlshire.example/tell-someone/", "http://localhost:8080/" + "a/" * 60])
def test_a_drawing_has_the_modules_of_its_address(address: str) -> None:
    need_paper()
    drawing = qr_svg(address).decode()
    [size] = set(re.findall(r'viewBox="0 0 (\d+) \1"', drawing))
    dark = {
        (int(x) + step - QUIET, int(y) - QUIET)
        for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1", drawing)
        for step in range(int(width))
    }
    wanted = segno.make(address, error="m", micro=False).matrix
    assert int(size) == len(wanted) + 2 * QUIET
    assert dark == {(x, y) for y, row in enumerate(wanted) for x, module in enumerate(row) if module}
    assert sum(map(sum, qr_matrix(address))) == len(dark)
