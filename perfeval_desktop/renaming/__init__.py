"""A department, a unit or a contact gets another name in many forms at once (机构更名).

``name_fields`` which fields hold such names
``spellings``   how the names are written in the forms, and which only look alike
``renaming``    the forms that would change, and their change, over a session
"""
