"""The page of tables tells the schema as it is, and every measure that is estimated."""

import re
from pathlib import Path

from analysis.pipeline.graph import MEASURES
from analysis.schema import TABLES

PAGE = (Path(__file__).parents[1] / "docs" / "tables.md").read_text(encoding="utf-8")


def section(name: str) -> str:
    return PAGE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def test_every_table_is_described_with_its_columns_types_and_key() -> None:
    for table in TABLES.values():
        told = section(table.name)
        rows = re.findall(r"^\| (\w+) \| ([\w\[\], =]+?) \|$", told, flags=re.M)
        assert dict(rows[1:]) == {name: str(kind) for name, kind in table.columns.items()}, table.name
        assert f"Key: {', '.join(table.key)}." in told


def test_every_measure_that_is_estimated_is_described() -> None:
    derived = {"quoted", "verb", "reprint", "keyness"}
    told = set(re.findall(r"^\| (\w+) \|", section("Measures"), flags=re.M))
    assert set(MEASURES) - derived <= told
