"""Keeps a class's results in one SQLite file: who is on the roll, what they earned, what is taken off for lateness."""
