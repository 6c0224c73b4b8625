"""Notices: told to everybody they concern, at most once each."""
