"""Turns data into rows of coloured text: pure functions, without a screen."""
