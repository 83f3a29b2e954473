"""The local store: a SQLite file with all forms, their revision log, backups and a single-writer lock.

``store``    what the rest of the program uses        ``backups``  copies in a folder, and the way back
``shares``   a store that others share, copied here   ``rescue``   a damaged one made anew
``clock``    the time, for users only              ``copy_elsewhere``  what is left of one that was replaced

Beneath, from the top down: ``kept_forms`` and ``listed_forms`` (what a store tells of itself),
``share_checks``, ``verification``, ``opening_notice``, ``lease`` (who has a shared store checked out),
``repository`` and ``list_queries`` (the queries), ``unreadable_forms`` (named and listed beside the
others), ``seals`` (sums by which changes behind our back are found), ``rows`` (values to rows and back),
``codec`` (numbers, rows and patches as text), ``database`` (an open file), ``columns``, ``tables`` (the
schema for peewee), ``list_index``, ``ids``, ``lock``, ``migrations`` with ``version_1``, ``copying`` and
``byte_copies``, ``leftover_journals`` (what a crash has left beside the file) with ``rollback_journal`` and
``file_header``, ``identity`` (whose file, which version), ``backup_names`` and ``lease_names``,
``connections``, ``errors`` (from SQLite's errors to ours), ``bounds`` (no reading without end),
``content_guard`` and ``file_place`` (whether the open file is still what lies at its path).
"""
