"""Explains wrong answers from outcomes alone. Pure: no disk, process or screen."""
