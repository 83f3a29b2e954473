"""All that is known of the first version of the store, which knew one family of forms only.

``raw``      a form and its log as they were stored             ``row_ids``    ids for rows that had none
``cells``    the same form as texts by block, row and column    ``migration``  a file rewritten

It imports nothing of the present program's models: they move on, and what has been migrated stays.
"""
