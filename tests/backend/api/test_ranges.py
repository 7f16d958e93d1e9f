import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.api.ranges import UnsatisfiableRange, requested_range


@given(st.integers(0, 50), st.integers(0, 50), st.integers(1, 40))
def test_a_range_names_the_bytes_that_slicing_gives(first: int, last: int, size: int) -> None:
    data = bytes(range(size))
    if last < first:
        assert requested_range(f"bytes={first}-{last}", size) is None
    elif first >= size:
        with pytest.raises(UnsatisfiableRange):
            requested_range(f"bytes={first}-{last}", size)
    else:
        span = requested_range(f"bytes={first}-{last}", size)
        assert span is not None
        assert data[span.first : span.last + 1] == data[first : last + 1]
        assert span.length == len(data[first : last + 1])


@given(st.integers(1, 60), st.integers(1, 40))
def test_a_suffix_is_the_end_of_the_file(wanted: int, size: int) -> None:
    span = requested_range(f"bytes=-{wanted}", size)
    assert span is not None
    assert (span.length, span.last) == (min(wanted, size), size - 1)


@pytest.mark.parametrize("header", ["bytes=-0", "bytes=9-"])
def test_a_range_without_bytes_is_unsatisfiable(header: str) -> None:
    with pytest.raises(UnsatisfiableRange):
        requested_range(header, 9)


@given(st.text(alphabet="bytes=-,0123456789 ", max_size=30))
def test_odd_headers_never_fail_otherwise(header: str) -> None:
    try:
        span = requested_range(header, 10)
    except UnsatisfiableRange:
        return
    assert span is None or 0 <= span.first <= span.last < 10
