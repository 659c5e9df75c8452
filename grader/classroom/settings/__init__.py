"""Reads what an instructor asks for: options of the command line and `course.toml`."""
