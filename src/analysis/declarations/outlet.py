"""What is known of an outlet's pages: names, time zone, forms of datelines and bylines, chrome lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from analysis.declarations.checking import DeclarationError, build, load
from analysis.declarations.countries import CODE, KINDS, CountryNames, Home

HERE = Path(__file__).parent / "outlets"


@dataclass(frozen=True)
class Service:
    """One language service of an outlet: its language and the host or folder that tells its pages."""

    language: str
    domains: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outlet:
    """An outlet. Patterns are regular expressions, matched case-sensitively against one whole line
    (chrome, more, byline) or the beginning of the text (dateline); all may be empty.

    Groups a dateline pattern may name: place, day, month, year, agency. `checked` says on which corpus
    or page the rules were checked, or `unchecked`. `country` is the two letters of the country whose state is
    the own one, "" when unknown; `country_names` by language are names that the shipped lists lack.
    """

    name: str
    label: str
    checked: str
    kind: str = ""
    timezone: str = "UTC"
    founded: dt.date | None = None
    services: dict[str, Service] = field(default_factory=dict)
    agency: tuple[str, ...] = ()
    datelines: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    chrome: tuple[str, ...] = ()
    start_after: tuple[str, ...] = ()
    stop_before: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    sections: dict[str, str] = field(default_factory=dict)
    opinion_sections: tuple[str, ...] = ()
    official_titles: tuple[str, ...] = ()
    simulated: bool = False
    country: str = ""
    country_names: dict[str, CountryNames] = field(default_factory=dict)

    def home(self, language: str) -> Home:
        """The outlet's country as a language names it beyond the shipped lists."""
        return Home(self.country, self.country_names.get(language, CountryNames()))


@cache
def load_outlet(name: str, folder: Path | None = None) -> Outlet:
    """The outlet declared as NAME.toml in `folder` or in the package; an undeclared name works too.

    Raises DeclarationError when the file is malformed or declares another name.
    """
    for place in (folder, HERE):
        if place and (file := place / f"{name}.toml").exists():
            outlet = build(Outlet, load(file), file=file)
            if outlet.name != name:
                raise DeclarationError(file, "name", outlet.name, name)
            _check_country(outlet, file)
            return outlet
    return Outlet(name=name, label=name, checked="undeclared")


def _check_country(outlet: Outlet, file: Path) -> None:
    """Raises DeclarationError for a country that is no code of two capitals, and for unusable names."""
    if outlet.country and not CODE.fullmatch(outlet.country):
        raise DeclarationError(file, "country", outlet.country, 'a code of two capital letters, or ""')
    if outlet.country_names and not outlet.country:
        raise DeclarationError(file, "country_names", "names without a country", "country beside them")
    known = sorted(path.stem for path in (HERE.parent / "languages").glob("*.toml"))
    for code, names in outlet.country_names.items():
        key = f"country_names.{code}"
        if code not in known:
            raise DeclarationError(file, key, code, ", ".join(known))
        for field_name in KINDS:
            for entry in getattr(names, field_name):
                sizes = {len(form.split()) for form in entry.split(":")}
                if 0 in sizes or len(sizes) > 1:
                    allowed = "names, or forms parted by colons with as many words each"
                    raise DeclarationError(file, f"{key}.{field_name}", repr(entry), allowed)
