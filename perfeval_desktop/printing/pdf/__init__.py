"""From pages as geometry to a document: tagged, archivable (PDF/A-2b), the same bytes for the same forms.

``page_stream`` writes pages in operators, ``structure`` says what a screen reader reads, ``section`` puts
both of one form into numbered objects; ``font_objects``, ``outline``, ``watermark`` and ``metadata`` make the
rest; ``document`` is the file, the only user of reportlab; ``writer`` brings all together.
"""
