"""The local store: a SQLite file with all forms, their revision log, backups and a single-writer lock.

``store``      what the rest of the program uses     ``backup``      copies in a folder, and the way back
``records``    the values handed out and taken       ``clock``       the time, for people only

Beneath, from the top down: ``verification``, ``repository`` (the queries), ``rows`` (values to rows and
back), ``codec`` (numbers and patches as text), ``tables`` (the schema for peewee), ``database`` (an open
file), ``lock``, ``migrations``, ``copying``, ``identity`` (whose file, which version), ``connections`` and
``troubles`` (from SQLite's errors to ours).
"""
