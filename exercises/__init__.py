"""Holds the course: one folder an exercise, in the lecture's order. Knows nothing of the grading machinery."""
