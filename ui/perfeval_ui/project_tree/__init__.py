"""The project tree: every form under its year, department and unit, with score, grade and state.

``grouping`` arranges the forms, ``model`` shows the arrangement to Qt, ``delegate`` paints a row, ``view`` and
``filter_box`` take keys, and ``panel`` puts them together and follows the session.
"""
