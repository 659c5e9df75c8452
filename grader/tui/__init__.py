"""Draws the events of a run and decides nothing: the terminal UI. Imports nothing here, so `--help` stays fast."""
