"""Grades a class: takes hand-ins in, runs them, keeps a gradebook and writes reports."""
