"""Work in batches over forked processes: what the parent has loaded is there in each of them at once."""

import gc
import os
import pickle
import selectors
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Final

from frontend.errors import WorkerDied

_INDEX: Final = 4
_LENGTH: Final = 8


def in_batches[Item](items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """Return `items` in order, at most `size` together."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def run_batches[Batch, Result](
    batches: Sequence[Batch], work: Callable[[Batch], Result], processes: int
) -> Iterator[Result]:
    """Yield the result of `work` for every batch, in the order in which they are done.

    With one process or one batch nothing is forked. What `work` returns must be picklable; an exception in it comes out
    here as RuntimeError with its traceback. Raises WorkerDied when a process was ended from outside.
    """
    count = min(processes, len(batches))
    if count <= 1:
        yield from map(work, batches)
        return
    gc.collect()
    gc.freeze()
    pool = _Pool(batches, work, count)
    try:
        yield from pool.results()
    finally:
        pool.stop()
        gc.unfreeze()


class _Pool:
    """The processes of one run. They take numbers of batches from one pipe, and answer on a pipe of their own."""

    def __init__(self, batches: Sequence[Any], work: Callable[[Any], Any], count: int) -> None:
        self._batches = batches
        self._work = work
        self._open = 0
        self._selector = selectors.DefaultSelector()
        self._children: dict[int, bool] = {}
        numbers, give = os.pipe()
        try:
            for _ in range(count):
                self._start(numbers, give)
        finally:
            os.close(numbers)
        # Children hold no writing end, so they see the end of the numbers, also when this process is killed.
        self._give: int | None = give
        self._next = 0
        for _ in range(2 * count):
            self._give_number()

    def _give_number(self) -> None:
        if self._give is None:
            return
        if self._next == len(self._batches):
            os.close(self._give)
            self._give = None
        else:
            with suppress(BrokenPipeError):
                os.write(self._give, self._next.to_bytes(_INDEX, "big"))
            self._next += 1

    def _start(self, numbers: int, give: int) -> None:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(give)
            os.close(reading)
            self._be_a_child(numbers, writing)
        os.close(writing)
        self._children[child] = True
        self._selector.register(reading, selectors.EVENT_READ, (child, bytearray()))
        self._open += 1

    def _be_a_child(self, numbers: int, writing: int) -> None:
        """Do batches until there are no more, and end without running anything of the parent's."""
        code = 1
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            while number := os.read(numbers, _INDEX):
                _send(writing, self._answer(int.from_bytes(number, "big")))
            code = 0
        finally:
            os._exit(code)

    def _answer(self, number: int) -> tuple[Any, str | None]:
        try:
            return self._work(self._batches[number]), None
        except Exception:  # noqa: BLE001 - a process boundary: the parent raises it
            return None, traceback.format_exc()

    def results(self) -> Iterator[Any]:
        while self._open:
            for key, _ in self._selector.select():
                child, received = key.data
                block = os.read(key.fd, 1 << 20)
                if not block:
                    self._ended(key.fd, child)
                    continue
                received += block
                for result, trouble in _whole(received):
                    if trouble:
                        raise RuntimeError(f"a process of the builder failed:\n{trouble}")
                    self._give_number()
                    yield result

    def _ended(self, reading: int, child: int) -> None:
        self._selector.unregister(reading)
        os.close(reading)
        self._open -= 1
        _, status = os.waitpid(child, 0)
        del self._children[child]
        if code := os.waitstatus_to_exitcode(status):
            how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
            raise WorkerDied(
                f"A process of the builder was ended from outside ({how}); is there enough memory? Build again."
            )

    def stop(self) -> None:
        for child in self._children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        for key in list(self._selector.get_map().values()):
            os.close(key.fd)
        self._selector.close()
        if self._give is not None:
            os.close(self._give)
            self._give = None


def _send(handle: int, answer: tuple[Any, str | None]) -> None:
    data = pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)
    rest = memoryview(len(data).to_bytes(_LENGTH, "big") + data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _whole(received: bytearray) -> Iterator[tuple[Any, str | None]]:
    """Take whole messages out of what has been received from one of our own processes."""
    while len(received) >= _LENGTH:
        end = _LENGTH + int.from_bytes(received[:_LENGTH], "big")
        if len(received) < end:
            return
        data = bytes(received[_LENGTH:end])
        del received[:end]
        yield pickle.loads(data)  # noqa: S301 - from our own forked process
