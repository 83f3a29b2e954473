"""Widgets that several wings use; none of them knows what a form is.

``growing_dialog``, ``file_dialog``, ``message_box``, ``progress``  dialogs and what they are made from
``inline_message``, ``quiet_label``, ``empty_page``  texts on the screen
``record_table``  a read-only table model        ``filter_box``  the line above a list
"""
