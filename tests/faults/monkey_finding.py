"""What a monkey looks for in the open form: texts typed into the bar, gone to and replaced; forms by name."""

from collections.abc import Callable
from random import Random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from faults.figures import Failure, Figures
from faults.monkey_desk import Desk
from faults.monkey_keyboard import type_over
from faults.random_work import text
from perfeval_desktop.domain.form import Form, Place
from perfeval_desktop.find_replace.form_matches import matches
from perfeval_desktop.find_replace.matcher import Matcher
from perfeval_desktop.find_replace.replacing import number_of, replacements, with_replacements
from perfeval_desktop.search.pinyin import read_table
from perfeval_desktop.search.words import is_chinese
from perfeval_ui.find_replace.find_bar import FindBar
from perfeval_ui.find_replace.options_button import OptionsButton
from perfeval_ui.quick_open.box import QuickOpenBox

_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_MOST_STEPS = 6


class FindingActions:
    """Things done to find something; each returns how it was done, in words."""

    def __init__(self, desk: Desk, figures: Figures, random: Random) -> None:
        self._desk, self._figures, self._random = desk, figures, random

    @property
    def things(self) -> tuple[tuple[Callable[[], object], int], ...]:
        """What there is to do, each with how often."""
        return ((self.find_in_form, 10), (self.open_quickly, 5))

    # -- the bar -----------------------------------------------------------------------------------------

    def find_in_form(self) -> str:
        """Open the bar and do some of what it is for."""
        window = self._desk.window
        if self._desk.session.shown is None:
            return "no form"
        if self._random.random() < 0.7:
            window.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._random.choice(
            (window.actions_.find, window.actions_.replace, window.actions_.replace)
        ).trigger()
        bar = window.commands.finding.bar
        if bar is None or not bar.isVisible():
            return "in the tree"
        done = [self._type(bar)]
        for _ in range(self._random.randint(1, _MOST_STEPS)):
            ways = (
                *(self._type, self._option, self._go, self._go, self._replace, self._replace_all),
                self._undo,
            )
            done.append(self._random.choice(ways)(bar))
            self._look(bar)
            if not bar.isVisible():
                return ", ".join(done)
        if self._random.random() < 0.7:
            self._close(bar)
            done.append("closed")
        return ", ".join(done)

    def _type(self, bar: FindBar) -> str:
        typed = sought(self._random, self._desk.session.present)
        type_over(bar.text, typed)
        return f"find {typed!r}"

    def _option(self, bar: FindBar) -> str:
        return choose_option(self._random, bar.options)

    def _go(self, bar: FindBar) -> str:
        """Go to the next place or the one before, by key, by button or by command."""
        match self._random.randrange(4):
            case 0:
                QTest.keyClick(bar.text, Qt.Key.Key_Return, self._random.choice((_NONE, _SHIFT)))
            case 1:
                QTest.mouseClick(self._random.choice((bar.next, bar.previous)), Qt.MouseButton.LeftButton)
            case _:
                actions = self._desk.window.actions_
                self._random.choice((actions.find_next, actions.find_previous)).trigger()
        return "go"

    def _replace(self, bar: FindBar) -> str:
        """Replace one place, by Enter or by the button: no other cell may become another."""
        to = self._type_to(bar)
        before = self._saved()
        if self._random.random() < 0.5:
            bar.to.setFocus(Qt.FocusReason.OtherFocusReason)
            QTest.keyClick(bar.to, Qt.Key.Key_Return)
        else:
            QTest.mouseClick(bar.replace, Qt.MouseButton.LeftButton)
        after = self._desk.session.present
        if before is not None and after is not None and len(other_cells(before, after)) > 1:
            self._fail(f"replacing one place by {to!r} has changed {other_cells(before, after)}")
        return f"replace by {to!r}"

    def _replace_all(self, bar: FindBar) -> str:
        """Replace all places: the form must be what the places of the form as it was make of it."""
        to = self._type_to(bar)
        if self._random.random() < 0.4:
            # A moment before, so that what was found is not looked up anew by itself.
            self._undo(bar)
        session = self._desk.session
        before, shown = self._saved(), session.shown
        QTest.mouseClick(bar.replace_all, Qt.MouseButton.LeftButton)
        after = session.present
        if before is None or shown is None or after is None or not session.takes_changes:
            return f"replace all by {to!r}, refused"
        found = matches(shown.template, before, Matcher(bar.options.query(bar.text.text())))
        cells, _ = replacements(shown.template, before, found, to, with_figures=bar.options.with_figures)
        wanted, _ = with_replacements(before, cells)
        if wanted.tables != after.tables:
            self._fail(f"replacing all {bar.text.text()!r} by {to!r}: {other_cells(wanted, after)}")
        told = self._desk.window.message_bar.text.text()
        if cells and f"已替换 {number_of(cells)} 处" not in told:
            self._fail(f"{number_of(cells)} places are replaced, and told is {told!r}")
        return f"replace all by {to!r}"

    def _undo(self, _bar: FindBar) -> str:
        """Undo or redo something while the bar is open: what was found is elsewhere then."""
        actions = self._desk.window.actions_
        self._random.choice((actions.undo, actions.undo, actions.redo)).trigger()
        return "undo or redo"

    def _type_to(self, bar: FindBar) -> str:
        """Show the line for what is put there, where it is not shown, and type something into it."""
        if not bar.is_replacing:
            self._desk.window.actions_.replace.trigger()
        to = text(self._random, 5) if self._random.random() < 0.8 else ""
        type_over(bar.to, to)
        return bar.to.text()

    def _saved(self) -> Form | None:
        """Return the open form, with what is being typed saved; ``None`` where that cannot stand."""
        is_saved = self._desk.window.commit_open_editor()
        return self._desk.session.present if is_saved else None

    def _close(self, bar: FindBar) -> None:
        if self._random.random() < 0.5:
            QTest.keyClick(bar.text, Qt.Key.Key_Escape)
        else:
            QTest.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
        if bar.isVisible():
            self._fail("the bar does not close")

    def _look(self, bar: FindBar) -> None:
        """Hold what the bar says of the places against those of the form."""
        finder, shown = self._desk.window.commands.finding._finder, self._desk.session.shown
        if finder is None or finder._later.isActive() or shown is None or not bar.isVisible():
            return
        found = matches(shown.template, shown.form, Matcher(bar.options.query(bar.text.text())))
        number = sum(len(one.spans) for one in found)
        told = f"{number} 处" if number else "没有找到" if bar.text.text() else ""
        if bar.count.text().rpartition("/")[2] != told:
            self._fail(f"the bar tells of {bar.count.text()!r}, not {told!r} of {bar.text.text()!r}")

    def _fail(self, words: str) -> None:
        self._figures.fail(Failure.WRONG, words)

    # -- quick open --------------------------------------------------------------------------------------

    def open_quickly(self) -> str:
        """Open the box, type something, go to what is found or give up."""
        window = self._desk.window
        window.actions_.quick_open.trigger()
        box = window.commands.quick_open.box
        if not box.isVisible():
            return "no box"
        name = self._name()
        typed, must_be_found = self._typed_for(name)
        type_over(box.line, typed)
        while box.is_preparing:
            QApplication.processEvents()
        if must_be_found and all(one.form.project != name for one in box.model.hits):
            self._fail(f"{typed!r} does not lead to {name!r}")
        for _ in range(self._random.randrange(3)):
            QTest.keyClick(box.line, Qt.Key.Key_Down)
        if self._random.random() < 0.3:
            QTest.keyClick(box.line, Qt.Key.Key_Escape)
            return f"{typed!r}, given up"
        self._choose(box)
        return repr(typed)

    def _choose(self, box: QuickOpenBox) -> None:
        hit = box.model.hit(box.list.currentIndex())
        if self._random.random() < 0.7:
            QTest.keyClick(box.line, Qt.Key.Key_Return)
        elif hit is not None:
            place: QPoint = box.list.visualRect(box.list.currentIndex()).center()
            QTest.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        shown, window = self._desk.session.shown, self._desk.window
        is_there = shown is not None and hit is not None and shown.form_id == hit.form.form_id
        # What is being typed may keep its form open.
        if hit is not None and not is_there and not box.isVisible() and window.commit_open_editor():
            self._fail(f"quick open does not lead to {hit.name!r}")

    def _name(self) -> str:
        names = [one.project for one in self._desk.session.summaries() if one.project.isprintable()]
        return self._random.choice(names or [""])

    def _typed_for(self, name: str) -> tuple[str, bool]:
        """Return what is typed, and whether it must lead to the form of that name."""
        start = self._random.randrange(max(1, len(name) - 3))
        part = name[start : start + self._random.randint(2, 5)]
        syllables = [_syllable(one) for one in part]
        is_plain = len(part) > 1 and all(map(is_chinese, part)) and all(syllables)
        match self._random.randrange(4):
            case 0:
                return part, is_plain
            case 1:
                return "".join(syllables), is_plain
            case 2:
                return "".join(one[:1] for one in syllables), is_plain
        return text(self._random, 6), False


def sought(random: Random, form: Form | None) -> str:
    """Return what is looked for: a piece of some text of ``form``, or what hardly stands in it."""
    texts = [] if form is None else [one for one in cells_of(form).values() if one]
    if not texts or random.random() < 0.3:
        return text(random, 3)
    whole = random.choice(texts)
    start = random.randrange(len(whole))
    piece = whole[start : start + random.randint(1, 4)].replace("\n", " ")
    return f"{piece[:1]}*" if random.random() < 0.1 else piece


def choose_option(random: Random, options: OptionsButton) -> str:
    """Choose something of the menu of options."""
    action = random.choice([one for one in options.menu().actions() if not one.isSeparator()])
    action.trigger()
    return action.text()


def cells_of(form: Form) -> dict[Place, str]:
    """Return all texts of a form."""
    return {
        Place(block, row.id, column): one
        for block, rows in form.tables.items()
        for row in rows
        for column, one in row.cells.items()
    }


def other_cells(before: Form, after: Form) -> list[str]:
    """Return the places whose texts are others."""
    was, is_now = cells_of(before), cells_of(after)
    return [place.path for place in was.keys() | is_now.keys() if was.get(place, "") != is_now.get(place, "")]


def _syllable(character: str) -> str:
    return next((letters for letters, found in read_table().items() if character in found), "")
