"""The way out where a store is damaged, empty, replaced or gone.

``trouble``  what is the matter with a file    ``rescue``  a store made anew, the damaged file kept

Beneath: ``content`` (a backup and what is newer in the file, put together), ``salvage`` (form by form),
``table_scan`` (rows around damaged pages), ``damaged_file`` (the bytes as far as SQLite can take them).
"""
