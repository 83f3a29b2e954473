"""Loads what the first screen needs of the core; to be imported before Qt.

PySide6 reads the source of every module that is imported after it, in search of ``__feature__``. For the
modules below that takes as long as the bare window needs for all its widgets. What is missing here is loaded
all the same, only slower.
"""

# ruff: noqa: F401  # loaded, not used

import perfeval_desktop.cli.option
import perfeval_desktop.domain.entry
import perfeval_desktop.domain.goal_rows
import perfeval_desktop.domain.level_names
import perfeval_desktop.domain.next_year
import perfeval_desktop.domain.printed.fund_texts
import perfeval_desktop.domain.printed.grid_columns
import perfeval_desktop.domain.printed.labels
import perfeval_desktop.domain.template_change
import perfeval_desktop.domain.units
import perfeval_desktop.paths
import perfeval_desktop.session
import perfeval_desktop.storage.backup_folder
import perfeval_desktop.storage.backup_names
import perfeval_desktop.storage.share_state
import perfeval_desktop.storage.store
import perfeval_desktop.summary_texts
import perfeval_desktop.templates
