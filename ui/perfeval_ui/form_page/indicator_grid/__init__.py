"""The indicator grid: the heart of the form.

``model``     rows of indicators, then the total and the grade     ``delegate``  merged level cells
``view``      adding, removing, moving rows; block paste
"""
