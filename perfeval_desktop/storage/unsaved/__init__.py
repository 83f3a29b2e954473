"""What is not saved of the forms of a store, kept in a folder of the program's own until it is.

``folder`` keeps it and finds what crashes have left, ``work_json`` is how it stands in a file.
"""
