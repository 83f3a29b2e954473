"""The local store: a SQLite file with all forms, their revision log, backups and a single-writer lock.

``store``          what the rest of the program uses     ``backup``   copies in a folder, and the way back
``backup_folder``  the same, as a store offers it        ``clock``    the time, for users only
``backup_names``, ``backup_list``, ``backup_retention``, ``backup_lineage``  what copies are called, which
there are, which are kept, and when an older one has taken the place; ``second_place``  copies of copies
``trouble``  why a store cannot be opened    ``rescue``  a damaged one made anew, with ``rescued_content``,
``salvage``, ``table_scan`` and ``damaged_file``

Beneath, from the top down: ``verification``, ``opening_notice``, ``repository`` (the queries),
``unreadable_forms`` (named and listed beside the others), ``seals`` (sums by which changes behind our back
are found), ``rows`` (values to rows and back), ``codec`` (numbers, rows and patches as text), ``database``
(an open file), ``columns``, ``tables`` (the schema for peewee), ``list_index``, ``ids``, ``lock``,
``migrations`` with ``version_1``, ``copying``, ``leftover_journals`` (what a crash has left beside the file)
with ``rollback_journal`` and ``file_header``, ``identity`` (whose file, which version), ``connections``,
``errors`` (from SQLite's errors to ours) and ``bounds`` (no reading without end).
"""
