"""Draws the instructor's screens: the desk, the class, one student, groups, and what is decided there."""
