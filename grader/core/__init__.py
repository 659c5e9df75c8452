"""Holds what every room uses: values, lessons, sources, text, paths and databases. Imports nothing above it."""
