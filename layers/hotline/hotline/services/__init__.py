"""The information services, one folder each.

A service's `recognise` module is small and imports nothing heavy: the webhook loads it to route. What answers lives
in the rest of its folder and is loaded only by the service's own function.
"""
