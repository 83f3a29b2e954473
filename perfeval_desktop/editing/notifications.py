"""What an action has changed, and those who are notified of it."""

from collections.abc import Callable
from dataclasses import dataclass

from perfeval_desktop.domain.patch import Patch
from perfeval_desktop.evaluated_form import EvaluatedForm
from perfeval_desktop.store import FormId, FormSummary


@dataclass(frozen=True, slots=True)
class Notification:
    """What one action changed.

    ``before`` and ``after``: the open form. ``listed``: forms whose line in the project tree is new or
    different. ``unlisted``: forms that are not in the tree (any more). ``patch`` leads from the form before
    to the form after; ``None`` where another one, or none, is open now.
    """

    before: EvaluatedForm | None
    after: EvaluatedForm | None
    listed: tuple[FormSummary, ...] = ()
    unlisted: tuple[FormId, ...] = ()
    patch: Patch | None = None


Listener = Callable[[Notification], None]


class Notifier:
    """Notifies listeners, in the order in which they subscribed."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Notify ``listener`` of every change until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def notify(
        self,
        before: EvaluatedForm | None,
        after: EvaluatedForm | None,
        *,
        listed: tuple[FormSummary, ...] = (),
        unlisted: tuple[FormId, ...] = (),
        patch: Patch | None = None,
    ) -> None:
        """Notify all of one change; the arguments are those of :class:`Notification`."""
        if before is not None and before is after:
            patch = Patch()
        notification = Notification(before, after, listed, unlisted, patch)
        # A listener may unsubscribe while it is notified.
        for listener in tuple(self._listeners):
            listener(notification)
