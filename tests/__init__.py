"""The tests: unit/, sandbox/, e2e/, tui/, and the submissions that they grade."""
