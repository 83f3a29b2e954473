"""机构更名: the old names are picked, the forms that would change looked at, all renamed as one step.

``name_picker`` the names as they are written in the forms, with those that only look alike
``form_table``  the forms that would change, and the final ones that stay
``dialog``      both beside each other, with the new name below
"""
