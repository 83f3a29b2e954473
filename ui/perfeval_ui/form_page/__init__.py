"""The page on which a form is filled in: it reads top to bottom as the paper form does.

``editor``       the page: ``header``, then ``notes``, then a view for each block
``block_views``  how each kind of block is edited, with ``fields``, ``choice_field``, ``character_counter``
``funding``, ``checklist``, ``indicator_grid``  the blocks that are grids, all of them a ``cell_grid``
``cell_writer``  from the text in an editor to the session: the one way every cell is written
"""
