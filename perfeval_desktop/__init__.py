"""PerfEval Desktop: 《财政项目支出绩效自评表》 filled in, checked, kept and printed offline.

The core, free of Qt. From the bottom up:

``domain``   the form as frozen values, the templates, scoring and the checks; pure functions
``storage``  the local store: SQLite through peewee, revision log, backups, single-writer lock
``printing`` the printed form as PDF
``session``  one road for every change: preview, commit, undo, redo
``cli``      the headless commands
"""

__version__ = "0.1.0"
