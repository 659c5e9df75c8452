"""Grades a class on a Slurm cluster: shards, their submission, and the gathering of their gradebooks."""
