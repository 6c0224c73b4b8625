"""Figures with their method; `make bench` prints them and writes `results.json`."""
