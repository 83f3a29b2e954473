"""The fields of the page outside its grids; each shows and takes the text of one place of the form.

``line_field``   one line                 ``paragraph_field``    running text
``choice_field`` one line with a list     ``character_counter``  how much of a limit a text takes
``form_field``   what the three have in common, on top of ``text_input``
"""
