"""Runs students' code in confinement, compares, explains, scores and reports."""

__version__ = "0.2.0"
