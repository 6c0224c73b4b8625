"""Notices that citizens subscribe to. Recognised here; not answered yet."""
