"""A blank of the department comes back filled in: its own file, with the texts of a form in its cells."""
