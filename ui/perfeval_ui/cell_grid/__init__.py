"""A grid of form cells, as the funding block and the indicators are: model, view, delegate, editors.

``model``     what each place shows and which cell of the form it is      ``view``     keyboard, clipboard
``delegate``  paints cells by their nature and opens editors               ``editors``  line and text editors
"""
