"""Copies of a store: taken, listed, kept or thinned, carried to a second place, and the way back.

``folder``  what a store offers: its copies in a folder    ``backup``  taking one, and putting one back
``second_place``  copies of the copies on a stick or a share

Beneath: ``lineage`` (an older copy has taken the store's place), ``listing`` (which there are and whether
they are sound), ``retention`` (which are kept). What they are called stands in ``storage.backup_names``: the
store itself asks for it.
"""
