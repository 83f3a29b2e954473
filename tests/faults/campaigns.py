"""All campaigns, in the order in which they run."""

from faults import full_disk, io_errors, kill, power_loss
from faults.campaign import Campaign

CAMPAIGNS: tuple[Campaign, ...] = (
    *kill.CAMPAIGNS,
    *power_loss.CAMPAIGNS,
    *io_errors.CAMPAIGNS,
    *full_disk.CAMPAIGNS,
)
BY_NAME = {one.name: one for one in CAMPAIGNS}
