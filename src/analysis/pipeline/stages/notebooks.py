"""Stage `notebooks`: execute one notebook in a clean kernel; it makes its figures and tables."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from analysis import storage
from analysis.pipeline.step import Job

LIMIT = 600
SAVED = ("figures", "tables", "captions")


def build(job: Job) -> list[Path]:
    """Executes the notebook with the study's file in its environment; returns what it saved, and the
    executed copy without times, paths and addresses. Raises the notebook's own error, with its cell."""
    import nbformat

    name, study = next((key, path) for key, path in job.files.items() if key.startswith("studies/"))
    source = job.files[f"notebooks/{job.part}.ipynb"]
    number = job.part[:2]
    for kind in SAVED:
        for old in (job.results / kind).glob(f"{number}*"):
            old.unlink()
    notebook: Any = nbformat.read(source, as_version=4)  # type: ignore[no-untyped-call]
    os.environ["ANALYSIS_STUDY"] = str(study)
    _execute(notebook, job.results)
    _strip(notebook)
    target = job.results / "notebooks" / f"{job.part}.ipynb"
    storage.write_text(target, nbformat.writes(notebook) + "\n")  # type: ignore[no-untyped-call]
    saved = [path for kind in SAVED for path in sorted((job.results / kind).glob(f"{number}[_.]*"))]
    if not saved:
        raise ValueError(f"notebook {job.part} saved nothing: end it with book.save(...) ({name})")
    return [target, *saved]


def _execute(notebook: Any, folder: Path) -> None:
    from nbclient import NotebookClient

    from analysis.figures.style import use_own_fonts

    use_own_fonts()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"
    client = NotebookClient(
        notebook,
        timeout=LIMIT,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=["--log-level=40"],
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()


def _strip(notebook: Any) -> None:
    """Leave out what differs between two runs of the same notebook."""
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type != "code":
            continue
        cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
        for output in cell.outputs:
            for kind, text in output.get("data", {}).items():
                if kind == "text/plain":
                    output["data"][kind] = re.sub(r" at 0x[0-9a-f]+", "", text)
