"""A store that others share: copied to this computer to be filled in, and put back whole.

``state``  how a store there is opened   ``checkout``  taking it, with a lease   ``checkin``  putting it back

Beneath: ``checkout_record`` (what this computer knows of its working copies). The lease itself stands in
``storage.lease`` and ``storage.share_checks``: the store asks for them before it is written.
"""
