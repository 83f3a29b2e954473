"""The form editor: one page that reads as the paper form, top to bottom.

``editor``   the page        ``head``  names, year, state
``funding``  the funding grid        ``goals``  goal and outcome side by side        ``fields``  single fields
"""
