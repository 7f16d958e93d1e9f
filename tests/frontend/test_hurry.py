"""Room for slow work: what fits is done at once, the rest when the sites are out."""

from frontend.hurry import Room


def test_there_is_room_for_so_much_in_one_build_and_again_in_the_next() -> None:
    room = Room(3)
    assert [room.takes(2), room.takes(2), room.takes(1), room.takes(1), room.takes(0)] == [
        True,
        False,
        True,
        False,
        True,
    ]
    room.renew()
    assert room.takes(3)


def test_when_sites_are_out_there_is_room_for_everything_until_the_next_build() -> None:
    room = Room(0)
    room.lift()
    assert room.takes(10_000)
    room.renew()
    assert not room.takes(1)
