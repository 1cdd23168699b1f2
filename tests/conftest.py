"""Shared fixtures: an environment of one's own, and a finished study of the small press."""

from __future__ import annotations

import os
from collections.abc import Iterator

import press
import pytest


@pytest.fixture(autouse=True)
def _own_environment() -> Iterator[None]:
    """Each test begins without a chosen study or raw folder, and leaves the environment as it was."""
    saved = dict(os.environ)
    for name in ("ANALYSIS_STUDY", "ANALYSIS_RAW"):
        os.environ.pop(name, None)
    yield
    os.environ.clear()
    os.environ.update(saved)


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> press.Finished:
    """The small study, run to its end with all notebooks, on two workers. Read it; copy it to change it."""
    root = press.start_press(tmp_path_factory.mktemp("press") / "project")
    done = press.command("run", "--study", press.NAME, "--workers", "2", cwd=root, PYTHONHASHSEED="1")
    assert done.returncode == 0, done.stdout + done.stderr
    return press.Finished(root, done.stdout)
