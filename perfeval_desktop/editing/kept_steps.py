"""The undo stack of the project tree, rebuilt from what the store keeps of its steps."""

from collections.abc import Iterable
from dataclasses import replace

from perfeval_desktop.editing.project_undo_stack import ProjectUndoStack
from perfeval_desktop.editing.undo_steps import BESIDE, BatchEdit, ProjectUndoStep, RecycleBinMove, UndoOrRedo
from perfeval_desktop.step_log import StepLine
from perfeval_desktop.store import RevisionKind


def rebuilt(lines: Iterable[StepLine]) -> ProjectUndoStack:
    """Return the undo stack after all that ``lines``, oldest first, tell of.

    What was done in several transactions is one step again. What takes back a step that is no longer kept
    is left out.
    """
    undo_stack = ProjectUndoStack()
    found: dict[str, list[StepLine]] = {}
    for line in lines:
        if line.mark.id == BESIDE.id:
            _replay(undo_stack, found)
            undo_stack.clear_redo()
        else:
            found.setdefault(line.mark.id, []).append(line)
    _replay(undo_stack, found)
    return undo_stack


def _replay(undo_stack: ProjectUndoStack, found: dict[str, list[StepLine]]) -> None:
    for lines in found.values():
        made, mark = _step(lines), lines[0].mark
        if mark.undone:
            _record(undo_stack, RevisionKind.UNDO, mark.undone, made)
        elif mark.redone:
            _record(undo_stack, RevisionKind.REDO, mark.redone, made)
        else:
            undo_stack.push(made)
    found.clear()


def _record(undo_stack: ProjectUndoStack, kind: UndoOrRedo, of: str, made: ProjectUndoStep) -> None:
    step = undo_stack.find(kind, of)
    if step is not None:
        undo_stack.record(kind, step, replace(step, number=made.number, edit=made.edit, id=made.id))


def _step(lines: list[StepLine]) -> ProjectUndoStep:
    mark, last = lines[0].mark, lines[-1].number
    moves = [RecycleBinMove(one.moved, one.into_bin) for one in lines if one.moved]
    edited = {form_id: number for one in lines for form_id, number in one.edited.items()}
    return ProjectUndoStep(last, mark.label, moves[0] if moves else None, BatchEdit(edited), mark.id)
