"""Declarations: study, source, outlet, language and codebook files, read and checked on reading."""

from analysis.declarations.actors import Actor, FoundActors
from analysis.declarations.checking import DeclarationError
from analysis.declarations.codebook import Codebook, Name, Referent, Variable, load_codebook
from analysis.declarations.countries import Home
from analysis.declarations.language import Language, Speech, load_language, load_lexicon
from analysis.declarations.outlet import Outlet, Service, load_outlet
from analysis.declarations.study import (
    Event,
    Source,
    Study,
    Target,
    current_study,
    load_study,
    shipped,
)

__all__ = [
    "Actor",
    "Codebook",
    "DeclarationError",
    "Event",
    "FoundActors",
    "Home",
    "Language",
    "Name",
    "Outlet",
    "Referent",
    "Service",
    "Source",
    "Speech",
    "Study",
    "Target",
    "Variable",
    "current_study",
    "load_codebook",
    "load_language",
    "load_lexicon",
    "load_outlet",
    "load_study",
    "shipped",
]
