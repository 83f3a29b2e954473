"""How hard the properties are tried: forms are dear to make, figures cheap (they ask for more by themselves).

A busy machine is no reason to fail: time is measured in ``benchmarks``, not here.
"""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "perfeval", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("perfeval")
