"""The grid of the indicators, with cells of equal level names merged.

``model``     a row for each indicator, then the ``closing_rows``: the total and the grade
``delegate``  draws merged cells
``view``      adds, removes and moves rows, renames groups of them
"""
