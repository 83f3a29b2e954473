"""The page on which a form is filled in: it reads top to bottom as the paper form does.

``page``         the page itself: the ``header``, ``banners``, then a view for each block of the form
``block_views``  how each kind of block is shown: as ``fields``, or as a grid
``funding_grid``, ``goals_grid``, ``indicator_grid``, ``checklist_grid``  the grids, each a ``cell_grid``
``text_input``   what all widgets that are typed into have in common, the editors of grids among them
``suggesting_input``, ``suggestion_list``  texts suggested below what is typed
``cell_writer``  from a text that was typed to the session: the one way every cell and field is written
``finding_marks``  how findings are shown
``popup_placement``, ``entry_error_bubble``  what stands beside a widget that is typed into
"""
