"""Who may import whom: every rule is a table here, and a broken one is told with the way the import takes.

The sources are read, not imported, so all of this also holds where there is no Qt. What a source file itself
must look like stands in ``test_source_files.py``, what the documents say in ``test_documents.py``.
"""

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

import grimp
import pytest

from source_modules import PROGRAM

# The modules of each package from top to bottom: one may import what stands below it, but neither what stands
# above it nor what stands beside it (``|``), and not through others either. Each module has a place here.
LAYERS = {
    "": """
        perfeval_ui
        perfeval_desktop
        perfeval_resources
        """,
    # The core: commands and session on storage, printed forms and files on the domain on errors.
    "perfeval_desktop": """
        __main__
        cli
        session | diagnosis
        editing | check_reports | importing
        form_evaluator | check_guide
        evaluated_form | used_templates | summary_texts | rescue_texts | share_texts
        backup_texts
        storage | printing | exchange
        store | templates
        atomic_write
        temporary_files
        own_places | redaction | remote_places
        paths | long_paths | regular_files | samples | terminal
        domain
        errors
        """,
    "perfeval_desktop.cli": """
        dispatch
        query_commands | check_command | store_commands | share_commands | template_commands |
            guide_command | export_command | import_command | diagnose_command | rescue_command
        form_lookup | form_text
        arguments | output
        command | option
        """,
    "perfeval_desktop.editing": """
        findings | projects | undo_redo
        open_form
        partly_done
        form_writer | notifications | outdated_standings
        undo_stacks | final_forms
        undo_steps
        """,
    "perfeval_desktop.domain": """
        # What a reviewer, a reader and a printer see of a form, and what can be done about it.
        remedies | check_report
        checks | printed
        score_explanations
        as_read
        # What follows from a form, and the forms that are made from it.
        scoring | level_names | next_year | template_change | form_conversion
        fund_lines | transcripts | units
        earning
        accepting | entry | facts
        figures | places | blank_form | goal_rows
        # What targets and actuals say, and whether one reaches the other.
        quantities
        # A template and how it is read and written.
        template_writer
        template_reader | template_difference
        legality
        legal_widths
        block_reader
        template
        column_keys
        blocks | rules | money | dates | toml_table
        # A form, and what is wrong with it; numbers.
        columns | patch | findings
        form | numerals | toml_lines | toml_hints | toml_text
        rounding | pattern | text_cache
        """,
    "perfeval_desktop.domain.checks": """
        entries
        claims | completeness | consistency | dimensions | funding | scores | spending | values | weights |
            wording
        grouping
        check | counts
        judged
        cells | targets
        cell_reader | measurable
        cell_entry | prose
        """,
    "perfeval_desktop.domain.remedies": """
        scores
        cells | claims | funding | levels | targets | weights
        remedy
        """,
    "perfeval_desktop.domain.printed": """
        printers
        figures | funding
        indicators
        fields | goals | texts | closing | fund_texts | grid_columns | grid_lines
        context
        cells | widths | labels
        """,
    "perfeval_desktop.domain.quantities": """
        # A target and an actual, each kind of them by a module of its own.
        judgement
        day_judgement
        number_judgement
        none_judgement | part_judgement | word_judgement
        pair
        reading
        # Two quantities, and those of a text.
        comparison | measures
        possible | quantity_reader
        at_a_glance | changes | common_unit | described | measure_pattern | span | target_direction |
            two_numbers
        conversion | quantity
        # What their parts are.
        answers | units
        dates | direction | ranks | unit_pattern
        comparators | date_pattern | days | name_patterns | naming_numbers | numbers | outcome |
            placeholders | plain_text | sayings | unit_tables
        """,
    "perfeval_desktop.domain.transcripts": """
        entering
        matching
        fixed_rows | clues
        assigning | neighbours | ticked
        words
        vocabulary
        labels | shape
        value
        """,
    # Files of any format as sheets, one module a format; in processes of their own, held against the stored.
    "perfeval_desktop.importing": """
        reader_pool | review
        plan
        reader_process | counterparts | comparison
        contents | process_limits | chosen_files
        """,
    "perfeval_desktop.exchange": """
        form_files | printed_words
        reading | recogniser | transcript_files
        file_formats | readers
        laid_out
        cut_rows | document_grid | number_formats | packages | page_text | worksheet_grid
        encodings | limits | ruled_tables | sheet
        """,
    # Parts of a form, each on how its rows are told by words, on a form half read.
    "perfeval_desktop.exchange.recogniser": """
        checklist | indicators
        funding | goals
        fields | headings | groups
        draft
        grid | layout
        wording
        """,
    "perfeval_desktop.exchange.laid_out": """
        tables
        fields | funding | goals | indicators
        spans
        rows
        columns | parts
        headings | names
        pieces
        """,
    "perfeval_desktop.exchange.number_formats": """
        display
        dates
        numbers
        sections
        built_in
        """,
    "perfeval_desktop.exchange.readers": """
        doc
        docx | html | ods | pdf | text | xls | xlsx
        word_numbering
        word_styles
        names | word_symbols
        xml_parts
        """,
    "perfeval_desktop.printing": """
        batch
        check_report_pdf
        form_pdf | file_names | worker_pool | unprintable
        form_names | print_job
        pdf
        typesetting
        fonts
        """,
    "perfeval_desktop.printing.fonts": """
        codes
        faces
        truetype
        """,
    "perfeval_desktop.printing.pdf": """
        writer
        section | metadata | outline
        page_stream | structure | document | font_objects | watermark
        object_stream | text
        """,
    "perfeval_desktop.printing.typesetting": """
        layout
        setting | pagination
        cell_lines | table
        line_breaking | measures | page_setup
        """,
    "perfeval_desktop.storage": """
        rescue | shares
        backups
        store
        share_checks | verification | opening_notice
        lease | repository
        unreadable_forms | seals
        database | rows
        lock | byte_copies
        copying | migrations | codec | columns | leftover_journals
        tables
        identity | version_1 | ids | rollback_journal
        connections | file_header | backup_names | clock | list_index | lease_names
        bounds | errors
        """,
    "perfeval_desktop.storage.backups": """
        folder
        backup
        lineage | second_place
        listing | retention
        """,
    "perfeval_desktop.storage.rescue": """
        rescue
        content
        salvage
        trouble | damaged_file | table_scan
        """,
    "perfeval_desktop.storage.shares": """
        state
        checkin
        checkout
        checkout_record
        """,
    "perfeval_desktop.storage.version_1": """
        migration
        cells
        row_ids
        raw
        """,
    # The shell: the start on the window on what it shows; the wings beside each other meet in the session.
    "perfeval_ui": """
        app
        self_test
        startup
        window
        importing | project_tree | form_page | panels | dialogs
        paper
        stores
        widgets
        session_signals | theme
        """,
    "perfeval_ui.dialogs": """
        backups | recycle_bin | new_project | choose_template | template_manager | check_guide |
            about | confirm_final | internal_error | rescue | rescue_result | set_aside | check_report
        table_dialog | finding_tree | backup_table | second_place_row | recycle_bin_table | template_table |
            template_list | template_editor | sentence_list | check_list | check_page
        """,
    "perfeval_ui.form_page": """
        page
        block_views | header | banners
        funding_grid | goals_grid | checklist_grid | indicator_grid
        cell_grid | fields
        text_input
        entry_error_bubble | finding_marks | clipboard_text
        popup_placement | cell_writer
        """,
    "perfeval_ui.form_page.cell_grid": """
        rows_grid
        view
        clipboard | editing
        delegate | filling
        block_model | editors | header | entry_cells | selection
        model | suggestion_list | painting
        cells | cell_range | end_edit | column_widths | tab_separated
        """,
    "perfeval_ui.form_page.fields": """
        choice_field | paragraph_field
        line_field | character_counter
        form_field
        """,
    "perfeval_ui.form_page.indicator_grid": """
        view
        delegate
        model
        closing_rows
        """,
    "perfeval_ui.importing": """
        importer
        import_dialog
        found_list | line_view | marks | way_bar
        line_table
        """,
    "perfeval_ui.panels": """
        score_panel | checks_panel | history_panel
        findings_list
        finding_delegate | history_table
        findings_model
        finding_tooltip
        """,
    "perfeval_ui.paper": """
        exporter | printer | preview_panel
        export_dialog | export_result_dialog | print_preview_dialog
        page_browser | printable_form
        page_view
        page_images
        """,
    "perfeval_ui.project_tree": """
        panel
        view | list_reader
        delegate
        model
        group_tree | form_filter | row_style | row_data
        row_text
        grouping
        """,
    "perfeval_ui.self_test": """
        __main__
        runner
        components | workflow | worker_processes | imports | result_file
        dialog_steps | memory
        step
        """,
    "perfeval_ui.startup": """
        screenshot
        window_controller
        store_opener
        rescuing
        qt_application
        core_before_qt | crash_log | exception_hook | input_method | options | program_log | single_instance
        later_starts
        """,
    "perfeval_ui.stores": """
        second_place_copier | shares
        opening | recent | request | backups | second_place | background_task
        """,
    "perfeval_ui.widgets": """
        empty_page | sheet_view
        file_dialog | filter_box | growing_dialog | inline_message | message_box | progress | quiet_label |
            record_table | sheet_model | sheet_sizes
        """,
    "perfeval_ui.window": """
        main_window
        window_commands
        finding_commands
        window_frame
        project_commands | store_commands | share_commands | template_commands | clipboard_actions | actions |
            close_guard | copy_waiting | automatic_backup | standing_updater | window_settings |
            docks | message_bar | status_bar | welcome_page | file_drop
        diagnosis_file
        """,
}


# The one import that goes up: without a command, the core starts the window.
THE_DOOR = ("perfeval_desktop.__main__", "perfeval_ui.app")

# Only these may import it; who else needs what it does asks them.
ONLY_KNOWN_TO: dict[str, tuple[str, ...]] = {
    "PySide6": ("perfeval_ui",),
    "shiboken6": (),
    "pypdfium2": (
        *("perfeval_ui.paper.page_images", "perfeval_ui.self_test.workflow"),
        "perfeval_desktop.exchange.readers.pdf",
    ),
    "reportlab": ("perfeval_desktop.printing.pdf.document",),
    # Files of other programs are read here alone, each kind by one module.
    "lxml": ("perfeval_desktop.exchange.readers.html", "perfeval_desktop.exchange.readers.xml_parts"),
    "xlrd": ("perfeval_desktop.exchange.readers.xls",),
    "doc2docx": ("perfeval_desktop.exchange.readers.doc",),
    "platformdirs": ("perfeval_desktop.paths",),
    # The store alone knows SQLite, locks and how keys are made, and its rows never leave it.
    "sqlite3": ("perfeval_desktop.storage",),
    "peewee": ("perfeval_desktop.storage",),
    "filelock": ("perfeval_desktop.storage.lock",),
    "uuid6": ("perfeval_desktop.storage.ids",),
    "perfeval_desktop.storage.tables": ("perfeval_desktop.storage",),
    "perfeval_desktop.storage.rows": ("perfeval_desktop.storage",),
    "perfeval_desktop.storage.repository": ("perfeval_desktop.storage",),
    # The program never calls anybody; SQLite is handed the address of a file in the spelling of the web.
    "urllib": ("perfeval_desktop.storage.connections",),
    "socket": (),
    "ssl": (),
    "http": (),
    "asyncio": (),
    # What stands in a file is data: it is read, never run.
    "pickle": (),
    "subprocess": (),
}

# What a package never comes to know, not through others either.
OUT_OF_REACH: dict[str, tuple[str, ...]] = {
    "perfeval_desktop": ("perfeval_ui", "PySide6", "shiboken6"),
    "perfeval_resources": ("perfeval_desktop", "perfeval_ui", "PySide6"),
}

# All that the domain takes from others: nothing that reads a clock, a disk or the environment.
PURE = """
    bisect collections dataclasses decimal enum functools hashlib itertools math operator re string textwrap
    tomllib typing unicodedata
    """

# Dear to load: the window and commands wait for them only with the first form that is printed or imported.
DEAR = frozenset({"reportlab", "pypdfium2", "lxml", "xlrd", "doc2docx"})

# Parts of the shell that are plain values, or are loaded by a process that shows nothing.
WITHOUT_QT = (
    "perfeval_ui.project_tree.group_tree",
    "perfeval_ui.project_tree.row_text",
    "perfeval_ui.self_test.worker_processes",
    "perfeval_ui.self_test.imports",
    "perfeval_ui.startup.options",
)


PACKAGES = [package for package in LAYERS if package]
ROOTS = LAYERS[""].split()


def layers_of(package: str) -> list[list[str]]:
    """Return the table of a package: from top to bottom, the names that stand side by side."""
    rows = re.sub(r"#.*|(?<=\|)\n", "", LAYERS[package]).splitlines()
    return [row.replace("|", " ").split() for row in rows if row.strip()]


@cache
def imports() -> grimp.ImportGraph:
    """Return every import of the program, those that are carried out late among them; the door is shut."""
    graph = grimp.build_graph(*ROOTS, include_external_packages=True, cache_dir=None)
    importer, imported = THE_DOOR
    graph.remove_import(importer=importer, imported=imported)
    return graph


def is_inside(module: str, packages: Iterable[str]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def importers_of(module: str) -> list[str]:
    graph = imports()
    return sorted(graph.find_modules_that_directly_import(module)) if module in graph.modules else []


def way(chain: tuple[str, ...]) -> Iterator[str]:
    """Yield a chain of imports for reading: where each of them stands."""
    for importer, imported in pairwise(chain):
        (first, *_) = imports().get_import_details(importer=importer, imported=imported)
        yield f"    {importer}, line {first['line_number']}: {first['line_contents'].strip()}"


def broken(rule: str, *chains: tuple[str, ...]) -> str:
    return "\n".join([rule, *(line for chain in sorted(chains) for line in way(chain))])


def none_of(complaints: Iterable[str]) -> None:
    """Fail with the complaints as they are to be read, without the source of the test around them."""
    if told := list(complaints):
        pytest.fail("\n".join(told), pytrace=False)


def test_every_module_has_one_place_in_the_tables() -> None:
    graph = imports()
    placed = Counter(
        f"{package}.{name}" for package in PACKAGES for layer in layers_of(package) for name in layer
    )
    there = Counter(name for name in graph.modules if name.partition(".")[0] in ROOTS and "." in name)
    none_of(
        [
            *(f"{one} has no place in the table of {one.rpartition('.')[0]}" for one in there - placed),
            *(f"{one} has a place in a table and is not there" for one in placed - there),
        ]
    )


@pytest.mark.parametrize("package", LAYERS, ids=lambda package: package or "the program")
def test_imports_lead_down_never_up_and_never_aside(package: str) -> None:
    layers = [grimp.Layer(*names) for names in layers_of(package)]
    found = imports().find_illegal_dependencies_for_layers(layers, containers={package} if package else None)
    none_of(
        broken(
            f"{one.importer} may not know {one.imported}, which stands above or beside it:",
            *((min(route.heads), *route.middle, min(route.tails)) for route in one.routes),
        )
        for one in sorted(found, key=lambda one: (one.importer, one.imported))
    )


def test_the_core_has_one_door_to_the_window_and_opens_it_late() -> None:
    importer, imported = THE_DOOR
    (door,) = (module for module in PROGRAM if module.name == importer)
    assert any(isinstance(node, ast.ImportFrom) and node.module == imported for node in ast.walk(door.tree))
    assert imported not in door.imported_when_loaded()


@pytest.mark.parametrize(("known", "allowed"), ONLY_KNOWN_TO.items())
def test_what_only_some_may_know_nobody_else_imports(known: str, allowed: tuple[str, ...]) -> None:
    importers = importers_of(known)
    none_of(
        broken(f"only {' and '.join(allowed) or 'nobody'} may import {known}:", (one, known))
        for one in importers
        if not is_inside(one, allowed)
    )
    none_of(
        f"{one} may import {known} and does not"
        for one in allowed
        if not any(is_inside(importer, [one]) for importer in importers)
    )


def test_each_package_of_others_is_known_to_somebody_in_particular() -> None:
    others = {name for name in imports().modules if not is_inside(name, ROOTS)} - sys.stdlib_module_names
    none_of(
        broken(f"who may import {one}, and who not?", *((importer, one) for importer in importers_of(one)))
        for one in sorted(others - ONLY_KNOWN_TO.keys())
    )


@pytest.mark.parametrize(
    ("package", "beyond"), [(package, one) for package, many in OUT_OF_REACH.items() for one in many]
)
def test_what_is_out_of_reach_is_not_come_by_through_others(package: str, beyond: str) -> None:
    if beyond in imports().modules:
        chains = imports().find_shortest_chains(importer=package, imported=beyond, as_packages=True)
        none_of(broken(f"{package} reaches {beyond}:", chain) for chain in sorted(chains))


def test_the_domain_takes_only_pure_parts_of_the_standard_library() -> None:
    ours = ("perfeval_desktop.domain", "perfeval_desktop.errors")
    none_of(
        broken(f"{taken} is not among what the domain may take:", (module, taken))
        for module in sorted(imports().modules)
        if is_inside(module, ours)
        for taken in sorted(imports().find_modules_directly_imported_by(module))
        if taken not in PURE.split() and not is_inside(taken, ours)
    )


@pytest.mark.parametrize("module", ["perfeval_desktop.cli", "perfeval_desktop.session"])
def test_the_core_is_loaded_without_qt_and_without_what_prints(module: str) -> None:
    code = f"import sys; sys.path[:0] = {sys.path!r}; import {module}; print(*sys.modules)"
    # -I: of the environment of the tests, nothing but their path.
    ran = subprocess.run(  # noqa: S603  # this very interpreter
        [sys.executable, "-I", "-c", code], check=True, capture_output=True, text=True
    )
    loaded = {name.partition(".")[0] for name in ran.stdout.split()}
    assert module.partition(".")[0] in loaded
    assert loaded.isdisjoint({"PySide6", "shiboken6", "perfeval_ui", *DEAR})


def ways_to_what_is_loaded_with(start: str) -> dict[str, str]:
    """Return the way to each module that is loaded when ``start`` is imported, by its name."""
    ours = {module.name: module for module in PROGRAM}
    ways = {start: start}
    waiting = [start]
    for name in waiting:
        parts = name.split(".")
        # The packages around a module are loaded before it.
        around = [".".join(parts[:length]) for length in range(1, len(parts))]
        taken = ours[name].imported_when_loaded() if name in ours else ()
        for one in [*around, *taken]:
            if one not in ways:
                ways[one] = f"{ways[name]} → {one}"
                waiting.append(one)
    return ways


@pytest.mark.parametrize(
    ("start", "needed"),
    [("perfeval_desktop.__main__", "perfeval_desktop.cli"), ("perfeval_ui.app", "PySide6")],
)
def test_what_prints_is_loaded_with_the_first_printed_form_and_not_with_the_program(
    start: str, needed: str
) -> None:
    ways = ways_to_what_is_loaded_with(start)
    assert needed in ways
    none_of(ways[dear] for dear in sorted(ways.keys() & DEAR))


@pytest.mark.parametrize("module", WITHOUT_QT)
def test_parts_of_the_shell_that_show_nothing_are_loaded_without_qt(module: str) -> None:
    ways = ways_to_what_is_loaded_with(module)
    assert "perfeval_ui" in ways
    none_of(ways[one] for one in ways if one == "PySide6")
