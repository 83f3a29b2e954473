"""A ledger's projects matched to stored forms, and what its amounts would change in them.

``names``     how alike two names are, and why
``matching``  which form a row is about
``money``     whether the amounts are in 元 or in 万元
``plan``      what would change, cell by cell; the forms that come of it
``new_forms`` forms of the rows that have none
``filling``   all of it over a session
"""
