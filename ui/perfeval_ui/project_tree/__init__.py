"""The project tree: every form under its year, department and unit, with score, grade and state.

``grouping``   groups and their order                 ``model``       shows them to Qt, follows changes
``group_tree`` which form is in which group           ``delegate``    paints rows, edits names
``form_filter``  what the words typed let through     ``view``        folding and selection
``row_data``   what a row answers to Qt       ``row_text``, ``row_style``  its words, its colours
``list_reader``  reads the list in two steps
``panel``      puts everything together and follows the session
"""
