"""The form on paper: previewed, exported as PDF, printed.

``printable_form``  the form that is put on paper, and a warning if it is a draft
``preview_panel``   预览, the pages of the open form
``page_browser``, ``page_view``, ``page_images``  pages on the screen
``exporter``        writes files, with ``export_dialog`` before and ``result_dialog`` after
``blank_filler``    fills forms into the blank of a department, with ``result_dialog`` after
``printer``         prints, with ``print_preview_dialog`` before
"""
