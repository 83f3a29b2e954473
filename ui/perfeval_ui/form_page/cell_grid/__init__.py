"""A grid of cells of the form that is edited as a spreadsheet is; each block that is a grid builds on it.

``model``, ``block_model``  what each cell shows        ``cells``      the kinds of cells and how they look
``view``       the grid on the page: size, keys         ``rows_grid``  one with rows of the user's own
``selection``  cursor and selection, keys and mouse     ``cell_range`` what they reach
``editing``    opens and closes editors                 ``editors``    the editors
``end_edit``   the keys that end the editing of a cell  ``entry_cells``  where Tab and Enter lead
``clipboard``  copy and paste                           ``tab_separated``  cells as text
``filling``    clear, fill down, fill in                ``delegate``, ``painting``  how cells are drawn
``header``, ``column_widths``  the titles of the columns, and their widths
"""
