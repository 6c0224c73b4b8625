"""The time that offices, channels and citizens here go by."""

from datetime import timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
"""There has been no summer time since 1975, so that nothing has to be looked up."""
