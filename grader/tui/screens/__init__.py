"""Holds the screens, each of which fills the terminal."""
