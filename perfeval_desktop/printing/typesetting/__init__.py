"""From a printed form to its pages as geometry: which lines and rules stand where, in no file format.

``setting`` breaks what stands in the cells into lines, ``pagination`` says which lines of a row stand on
which page, ``layout`` where each line and each rule stands.
"""
