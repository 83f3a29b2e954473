"""The local store: a SQLite file with all forms, their revision log, backups and a single-writer lock.

``store``          what the rest of the program uses     ``backup``   copies in a folder, and the way back
``backup_folder``  the same, as a store offers it        ``clock``    the time, for users only
``backup_names``, ``backup_retention``  what copies are called, and which are kept

Beneath, from the top down: ``verification``, ``repository`` (the queries), ``unreadable_forms`` (named and
listed beside the others), ``seals`` (sums by which changes behind our back are found), ``rows`` (values to
rows and back), ``codec`` (numbers, rows and patches as text), ``database`` (an open file), ``columns``,
``tables`` (the schema for peewee), ``list_index``, ``ids``, ``lock``, ``migrations`` with ``version_1``,
``copying``, ``identity`` (whose file, which version), ``connections``, ``errors`` (from SQLite's errors to
ours) and ``bounds`` (no reading without end).
"""
