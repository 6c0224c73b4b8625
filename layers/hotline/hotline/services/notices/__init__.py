"""Notices: citizens choose what they are told of, and where."""
