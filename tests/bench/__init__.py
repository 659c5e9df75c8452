"""Measurements, run by hand: `make bench`, `make corpus`. A timing never decides a test."""
