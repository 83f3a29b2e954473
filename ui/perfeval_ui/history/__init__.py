"""历史: what the open form has been, compared cell by cell, and taken back.

``panel``             the tab; all else is made when it is first looked at
``page``              the versions at the left, what differs at the right
``commands``          what can be done about it; ``restoring`` works out what that makes of the form
``comparing``         which two forms are held against each other, and the words above them
``version_list``      the versions, day by day; ``lines`` are what they are told by
``difference_table``  the differences, with the characters that differ marked by ``marked_delegate``
``name_dialog`` ``restore_dialog`` ``cell_dialog`` ``form_picker``  what is asked
"""
