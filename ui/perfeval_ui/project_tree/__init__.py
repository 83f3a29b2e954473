"""The project tree: every form under its year, department and unit, with score, grade and state.

``grouping``   groups and their order                 ``model``       shows them to Qt, follows changes
``arrangement``  which form is in which group         ``delegate``    paints rows, edits names
``form_filter``  what the words typed let through     ``view``        folding and selection
``panel``      puts everything together and follows the session
"""
