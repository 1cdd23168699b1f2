"""Actors: persons, organisations and places, declared or found, and who is named beside whom."""

from analysis.actors.declared import Declared, find_declared
from analysis.actors.grouping import Found, Register, count_names, register
from analysis.actors.lists import find_lists
from analysis.actors.measures import measure_actors, named_in, together
from analysis.actors.mentions import Cast, find_mentions
from analysis.actors.reading import Reading, read
from analysis.actors.runs import Runs, find_runs
from analysis.actors.seen import Seen, add_up, count_forms, seen_in
from analysis.actors.wording import Wording, wording_of

__all__ = [
    "Cast",
    "Declared",
    "Found",
    "Reading",
    "Register",
    "Runs",
    "Seen",
    "Wording",
    "add_up",
    "count_forms",
    "count_names",
    "find_declared",
    "find_lists",
    "find_mentions",
    "find_runs",
    "measure_actors",
    "named_in",
    "read",
    "register",
    "seen_in",
    "together",
    "wording_of",
]
