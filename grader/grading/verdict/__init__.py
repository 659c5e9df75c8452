"""From outcomes to a verdict: compare, recognise, explain, score. Pure: no disk, no process, no screen."""
