"""Parts that several wings use; none of them knows a form.

``growing_dialog``, ``file_dialog``, ``message_box``, ``progress``  the bases of dialogs
``inline_message``, ``quiet_label``, ``empty_page``  sentences on the screen
``record_table``  a read-only table of records
"""
