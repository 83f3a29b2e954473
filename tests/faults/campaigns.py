"""All campaigns, in the order in which they run."""

from faults import (
    clocks,
    command_lines,
    damaged_files,
    damaged_stores,
    damaged_templates,
    full_disk,
    held,
    io_errors,
    kill,
    monkey,
    odd_values,
    oracle,
    power_loss,
    printed_forms,
    races,
    replaced_files,
    round_trips,
    stale_journals,
    typed_keys,
)
from faults.campaign import Campaign

CAMPAIGNS: tuple[Campaign, ...] = (
    *kill.CAMPAIGNS,
    *typed_keys.CAMPAIGNS,
    *power_loss.CAMPAIGNS,
    *io_errors.CAMPAIGNS,
    *full_disk.CAMPAIGNS,
    *held.CAMPAIGNS,
    *races.CAMPAIGNS,
    *clocks.CAMPAIGNS,
    *stale_journals.CAMPAIGNS,
    *replaced_files.CAMPAIGNS,
    *oracle.CAMPAIGNS,
    *round_trips.CAMPAIGNS,
    *odd_values.CAMPAIGNS,
    *damaged_stores.CAMPAIGNS,
    *damaged_templates.CAMPAIGNS,
    *damaged_files.CAMPAIGNS,
    *command_lines.CAMPAIGNS,
    *printed_forms.CAMPAIGNS,
    *monkey.CAMPAIGNS,
)
BY_NAME = {one.name: one for one in CAMPAIGNS}
