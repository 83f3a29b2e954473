"""All campaigns, in the order in which they run."""

from faults import kill, power_loss
from faults.campaign import Campaign

CAMPAIGNS: tuple[Campaign, ...] = (*kill.CAMPAIGNS, *power_loss.CAMPAIGNS)
BY_NAME = {one.name: one for one in CAMPAIGNS}
