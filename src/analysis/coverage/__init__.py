"""The calendar of a collection: what was collected when, and which periods are incomplete."""

from analysis.coverage.calendar import coverage, daily, in_months, incomplete_months

__all__ = ["coverage", "daily", "in_months", "incomplete_months"]
