"""Exchange packages (.perfevalx): forms with their logs and templates, from one store to another.

``package`` says what one is, ``writing`` and ``reading`` are the file, ``plan`` tells what it would do to a
store, by ``histories`` (who changed what since both had the same) and ``merging`` (cell by cell).
"""
