"""The form on paper: seen before, exported as PDF, printed.

``printable_form``  which form goes to paper, and what to say before
``preview_panel``   the pages beside the form
``page_browser``, ``page_view``, ``page_images``  pages on the screen
``exporter``        PDF files, asked for in ``export_dialog``, told of in ``export_result_dialog``
``printer``         paper, seen before in ``print_preview_dialog``
"""
