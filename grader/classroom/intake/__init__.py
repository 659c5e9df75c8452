"""Reads what a course system hands out: archives, exported layouts, rosters. Runs nothing."""
