"""The pipeline of a study: steps, their keys, the store, workers, the manifest.

Only the standard library is imported here; a step's module is imported when the step runs.
"""

from analysis.pipeline.graph import notebook_files, steps_of
from analysis.pipeline.manifest import verify, write_manifest
from analysis.pipeline.run import BusyError, State, StepError, examine, execute, only_run
from analysis.pipeline.step import Job, Step
from analysis.pipeline.store import Record, Store

__all__ = [
    "BusyError",
    "Job",
    "Record",
    "State",
    "Step",
    "StepError",
    "Store",
    "examine",
    "execute",
    "notebook_files",
    "only_run",
    "steps_of",
    "verify",
    "write_manifest",
]
