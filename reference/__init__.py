"""Holds one PyTorch solution an exercise, with the exercise's name.

Imported by nobody: run by path, in a confined child.
"""
