"""Tests of the trust boundary: attacks, fuzzing, faults, limits."""
