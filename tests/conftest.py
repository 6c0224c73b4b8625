"""How Hypothesis runs here."""

from hypothesis import HealthCheck, settings

# A busy machine makes an example slow, not wrong: neither the clock nor the pace of drawing decides a test.
settings.register_profile("hotline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hotline")
