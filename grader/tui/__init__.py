"""The terminal UI: draws the events of a run and decides nothing. Imports nothing here, so that `--help` stays fast."""
