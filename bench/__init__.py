"""Measurements: `python -m bench` prints them all."""
