"""Serves a student: their folder, their history, and the session that runs what they save."""
