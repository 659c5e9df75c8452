"""Holds the panes of the screens."""
