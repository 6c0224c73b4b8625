"""The chat apps, one folder each."""
