"""Runs beside or inside hostile code: the warm server, and the confined children that it forks."""
