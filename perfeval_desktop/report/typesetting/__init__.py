"""From a form to its pages as geometry: which lines and rules stand where. No file format is known here.

``form_rows``, ``indicator_rows`` and ``closing_rows`` say what stands in which cell, ``pagination`` which
lines of it stand on which page, ``layout`` where each line and each rule stands.
"""
