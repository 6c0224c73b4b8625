"""Greets, explains, and gives the number of a person; answers for services that are not built yet."""
