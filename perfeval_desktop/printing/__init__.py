"""The printed form: from template and form to pages, from pages to a PDF, and PDFs for many forms.

``form_pdf`` and ``batch`` are what the window and the command line use. The way there, each step without
knowledge of the next: ``fonts`` knows what can be drawn and how wide it is, ``typesetting`` where each line
and each rule stands, and ``pdf``, the only user of reportlab, writes that down. reportlab is imported with
the first document.
"""
