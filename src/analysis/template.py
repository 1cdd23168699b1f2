"""Start a study of one's own: folders, a commented study file, the codebook, the notebooks."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from analysis import storage
from analysis.declarations import DeclarationError, shipped

FOLDERS = ("data/raw", "data/processed", "outlets", "codebooks", "notebooks", "studies")


def start_study(folder: Path, *, name: str = "") -> Path:
    """Make `folder` a project with one study; returns the study file. Existing files are never touched.

    Raises DeclarationError when the name is no identifier or the study file is already there.
    """
    chosen = name or re.sub(r"\W+", "_", folder.resolve().name.lower()).strip("_")
    if not chosen.isidentifier():
        raise DeclarationError("--name", "name", repr(chosen), "letters, digits and _, not a digit first")
    target = folder / "studies" / f"{chosen}.toml"
    if target.exists():
        raise DeclarationError(target, "", "a study that is already there", "a new name (--name)")
    for place in FOLDERS:
        (folder / place).mkdir(parents=True, exist_ok=True)
    for kind, pattern in (("codebooks", "*.toml"), ("notebooks", "[0-9][0-9]_*.ipynb")):
        for file in sorted(shipped(kind).glob(pattern)):
            if not (folder / kind / file.name).exists():
                shutil.copyfile(file, folder / kind / file.name)
    text = (shipped("template") / "study.toml").read_text(encoding="utf-8")
    return storage.write_text(target, text.replace('"NAME"', f'"{chosen}"', 1))
