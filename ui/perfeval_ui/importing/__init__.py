"""Files that come in: read while the window stays usable, looked through beside their source, taken in.

``importer`` asks for files and saves what was chosen; ``import_dialog`` shows what was read. Files are read
by processes of their own: the window never opens one.
"""
