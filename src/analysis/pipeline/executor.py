"""Workers: one executor with `map` and `submit`, of processes or of a Dask cluster; the same code path."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@contextmanager
def workers(count: int, *, scheduler: str = "") -> Iterator[Executor]:
    """An executor of `count` processes, or of the Dask cluster at address `scheduler` (extra `scale`).

    Results never depend on which, or how many. Numerical libraries run on one thread in each.
    """
    for name in THREADS:
        os.environ[name] = "1"
    if scheduler:
        with _dask(scheduler) as executor:
            yield executor
        return
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_end_with_parent)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError:
        raise SystemExit("--scheduler needs Dask: install the extra with  pip install '.[scale]'") from None
    with Client(address) as client:  # type: ignore[no-untyped-call]
        yield client.get_executor(pure=False)


def _end_with_parent() -> None:
    """A worker whose main process was killed ends at once instead of waiting for work forever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


class Immediate(Executor):
    """Runs every call at once in this process: for one worker, and for tests."""

    def submit(self, function: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future
