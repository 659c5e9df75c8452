"""Turns outcomes into a verdict: compare, explain, score. Pure: no disk, no process, no screen."""
