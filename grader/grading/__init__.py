"""Grades one file for one exercise: cases, isolated run, comparison, diagnosis, score."""
