"""PerfEval Desktop: 《财政项目支出绩效自评表》 filled in, checked, kept and printed offline.

The core, free of Qt. From the bottom up:

``domain``     the form as frozen values, the templates, scoring and the checks; pure functions
``templates``  the templates there are; ``used_templates``  the texts that forms were made with
``store``      what a store takes and hands out; ``storage``  keeps it: SQLite, revision log, backups, lock
``printing``   the printed form as PDF
``evaluated_form``, ``form_evaluator``  a form with its scores and findings
``session``    one road for every change: preview, commit, undo, redo; ``editing``  its parts
``exchange_package``  forms with their logs from one store to another: the file, and what it would do
``code_lookup``  which stored form a check code on paper belongs to
``diagnosis``  a report for whoever helps, by ``redaction`` without anything a user has typed
``cli``        the headless commands

Beside them what all of these use: ``errors``, ``paths``, ``long_paths``, ``regular_files``, ``own_places``,
``remote_places``, ``temporary_files``, ``atomic_write``, ``terminal``, the texts about summaries, backups,
rescues and shares, and the ``samples``.
"""

__version__ = "0.1.0"
