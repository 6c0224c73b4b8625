"""Greets, explains, and gives the number of a person."""
