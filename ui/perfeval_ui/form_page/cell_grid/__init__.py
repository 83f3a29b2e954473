"""A grid of form cells, as the funding block and the indicators are: model, view, delegate, editors.

``model``     what each place shows and which cell of the form it is      ``view``     entering, clipboard
``delegate``  paints cells by their nature and opens editors               ``editors``  line and text editors
``selecting`` the keys and the mouse that move cursor and selection        ``reach``    what they select
"""
