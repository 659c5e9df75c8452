"""Reads a Jupyter notebook as the exercises that it stands for, and writes one with all exercises."""
