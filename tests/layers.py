"""The place of each module among the others: who may import whom, held by ``test_architecture.py``."""

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
        ledger_filling | renaming | sibling_forms | unit_progress | work_keeper | search | history |
            find_replace
        session | diagnosis
        editing | check_reports | importing | exchange_package | code_lookup |
            unsaved_texts
        form_evaluator | check_guide | indicator_library | manual
        evaluated_form | used_templates | summary_texts | rescue_texts | share_texts | key_table
        backup_texts
        storage | exchange
        printing
        exact_forms | held_form | step_log
        lock_lines
        unsaved_work | version_name
        store | templates | told_words | backup
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
            guide_command | export_command | import_command | diagnose_command | rescue_command |
            ledger_command | carry_command | package_command | code_command
        form_lookup | form_text | fill_command | derive_command
        parsing
        command_options
        arguments | output
        command | option
        """,
    "perfeval_desktop.ledger_filling": """
        filling
        new_forms
        plan
        money
        matching
        names
        """,
    "perfeval_desktop.renaming": """
        renaming
        name_fields | spellings
        """,
    "perfeval_desktop.history": """
        cell_history
        differences | form_log | version_names | state_changes | changed_parts
        """,
    "perfeval_desktop.exchange_package": """
        decisions | difference_words | case_words
        plan
        writing | reading
        form_json | package | histories | merging
        """,
    "perfeval_desktop.search": """
        form_search | text_search | phrase_search
        form_texts | marks
        words | indexed_text
        pinyin
        """,
    "perfeval_desktop.find_replace": """
        replacing_in_forms | store_search
        replacing
        form_matches
        matcher
        query
        """,
    "perfeval_desktop.editing": """
        findings | projects | undo_redo | earlier_text_offers | unsaved | locking
        open_form | earlier_texts
        partly_done
        form_writer | notifications | outdated_standings
        undo_stacks | final_forms | locks
        kept_steps
        form_undo_stack | project_undo_stack
        undo_stack
        undo_steps
        """,
    "perfeval_desktop.domain": """
        # What a reviewer, a reader and a printer see of a form, and what can be done about it.
        remedies | check_report | library_rows
        library_levels
        checks | printed
        score_explanations
        as_read | check_code
        # What follows from a form, and the forms that are made from it.
        scoring | level_names | next_year | template_change | form_conversion | new_form
        fund_lines | transcripts | units
        earning
        accepting | entry | facts
        figures | places | blank_form | goal_rows
        # What targets and actuals say, and whether one reaches the other.
        quantities
        template_writer
        template_reader | template_difference | library_indicator
        legality
        legal_widths
        block_reader
        template
        column_keys
        blocks | rules | money | dates | toml_table
        # A form, and what is wrong with it; numbers.
        columns | patch | findings | form_json | point_shares
        form | numerals | toml_lines | toml_hints | toml_text
        rounding | pattern | text_cache | hidden_characters | half_characters
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
        scores | shared_weights
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
        entering | transcribing
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
        deriving
        form_files | ledger
        exact_reading
        exporting | reconciling
        printed_words | embedded | writers | filling
        reading | recogniser | transcript_files
        file_formats | readers | exact_read | export_formats
        laid_out
        aligned_columns | cut_rows | document_grid | number_formats | packages | page_text | worksheet_grid
        encodings | limits | ruled_tables | sector_chains | sheet
        """,
    # Parts of a form, each on how its rows are told by words, on a form half read.
    "perfeval_desktop.exchange.recogniser": """
        checklist | indicators | blanks | likelihood | paired_funding
        funding | goals
        fields | headings | groups | continued_rows
        lines
        draft
        grid | layout | slots
        wording
        """,
    # What is to be written is worked out first; then each kind of file has its own way of writing it.
    "perfeval_desktop.exchange.filling": """
        writing
        filled
        document | workbook | old_workbooks | result
        word_rows | growing | row_heights
        word_text | sheet_rows | sheet_cells
        plan | references | sheet_elements
        lines | form_texts | blank_map | boxes | copies | xml_texts
        """,
    "perfeval_desktop.exchange.deriving": """
        proposing | changes | files
        assembling
        closing | fields | funding | goals | indicators | points
        heads | sides | styles
        columns | role_words | widths | value
        making
        """,
    # A ledger: its heading, what the columns are, its rows.
    "perfeval_desktop.exchange.ledger": """
        rows
        columns
        table
        words
        fields
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
        pdf_page | xml_parts
        """,
    "perfeval_desktop.exchange.writers": """
        docx | xlsx | list_xlsx | html
        docx_parts | docx_table | sheet_names
        grid
        cell_text
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
        object_stream | text | attachment
        """,
    "perfeval_desktop.printing.typesetting": """
        layout
        setting | pagination
        cell_lines | table
        line_breaking | measures | page_setup
        """,
    "perfeval_desktop.storage": """
        rescue | shares | unsaved
        backups | copy_elsewhere
        store
        share_checks | verification | opening_notice | link_checks | version_names | kept_forms
        listed_forms
        lease | repository | project_steps | nearby_forms | last_changes | lock_lines | row_texts | text_scan
        list_queries
        unreadable_forms | seals
        database | rows
        lock | byte_copies
        copying | migrations | codec | columns | leftover_journals
        tables
        identity | version_1 | ids | rollback_journal | content_guard
        connections | file_header | backup_names | clock | list_index | lease_names
        bounds | errors
        file_place
        """,
    "perfeval_desktop.storage.backups": """
        folder
        changes
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
    "perfeval_desktop.storage.unsaved": """
        folder
        work_json
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
        find_replace | settings
        importing | ledger | renaming | project_tree | form_page | panels | history | dialogs | quick_open |
            command_palette | manual
        paper | hit_box
        stores
        widgets
        defaults | file_reader | session_signals | text_size | theme | utf16
        palettes
        """,
    "perfeval_ui.command_palette": """
        box
        command_hit | recent_commands
        """,
    "perfeval_ui.dialogs": """
        template_manager | backups
        derive_file | restore_question
        recycle_bin | new_project | choose_template | derive_template | check_guide |
            about | confirm_final | internal_error | rescue | rescue_result | set_aside | check_report |
            package_import | check_code | indicator_library | unsaved_work | unit_progress |
            lock_line | unlock_question
        table_dialog | finding_tree | backup_table | second_place_row | recycle_bin_table | template_table |
            template_list | template_editor | derived_marks | sentence_list | check_list | check_page |
            package_table | progress_table | library_table | unsaved_table | new_store
        """,
    "perfeval_ui.find_replace": """
        dialog | form_finder
        hit_view | store_searcher | find_bar
        hit_model
        options_button
        """,
    "perfeval_ui.form_page": """
        page
        folding | scrolling_page
        page_body | frozen_header | large_editor
        block_views | header | banners | section
        funding_grid | goals_grid | checklist_grid | indicator_grid
        cell_grid | fields | state_line
        suggesting_input
        text_input
        entry_error_bubble | finding_marks | clipboard_text | suggestion_list
        popup_placement | cell_writer | found_marks
        """,
    "perfeval_ui.form_page.cell_grid": """
        rows_grid
        view
        clipboard | editing | fill_handle
        copied_table | delegate | filling
        found_painting
        block_model | editors | header | entry_cells | selection
        model | painting
        cells | cell_range | end_edit | column_widths | row_header | tab_separated
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
    "perfeval_ui.hit_box": """
        box
        hit_delegate | search_line
        hits
        """,
    "perfeval_ui.history": """
        panel
        page
        commands
        restoring | restore_dialog | cell_dialog | form_picker | name_dialog
        difference_table | comparing | version_list
        lines | marked_delegate
        """,
    "perfeval_ui.importing": """
        importer
        import_dialog
        clipboard_file | found_list | line_view | marks | way_bar
        line_table
        """,
    "perfeval_ui.panels": """
        score_panel | checks_panel
        findings_list
        finding_delegate
        findings_model
        finding_tooltip | total_announcer
        """,
    "perfeval_ui.ledger": """
        dialog
        column_picker | match_picker | row_model
        lines
        """,
    "perfeval_ui.manual": """
        window
        contents | page | topics
        """,
    "perfeval_ui.paper": """
        exporter | blank_filler | printer | preview_panel
        export_dialog | print_preview_dialog | result_dialog
        page_browser | printable_form | format_words
        page_view
        page_images
        """,
    "perfeval_ui.project_tree": """
        panel
        view_before
        view | list_reader
        delegate
        model
        group_tree | form_filter | row_style | row_data
        row_text
        grouping
        """,
    "perfeval_ui.quick_open": """
        box
        form_hit | text_searcher
        """,
    "perfeval_ui.renaming": """
        dialog
        name_picker | form_table
        """,
    "perfeval_ui.self_test": """
        __main__
        runner
        components | workflow | worker_processes | imports | result_file
        dialog_steps | memory
        step
        """,
    "perfeval_ui.settings": """
        dialog
        new_project_page | folders_page | looks_page | typing_page
        page | folder_row
        """,
    "perfeval_ui.startup": """
        screenshot
        window_controller
        store_opener
        rescuing
        qt_application
        crash_log | exception_hook | input_method | options | plain_imports | program_log | single_instance
        later_starts
        """,
    "perfeval_ui.stores": """
        second_place_copier | shares | recent_forms
        opening | recent | request | backups | second_place | background_task | unsaved | existing_file
        """,
    "perfeval_ui.widgets": """
        empty_page | sheet_view | ticked_table | remark_box
        growing_dialog | tour_bubble
        elided_label | file_dialog | filter_box | help_event | inline_message | message_box | progress |
            quiet_label | record_table | sheet_model | sheet_sizes | waiting
        composing_view
        composing_input | focus_passer | announcing | tooltip_text
        """,
    "perfeval_ui.window": """
        main_window
        window_commands
        cell_menu | palette_commands | save_commands
        finding_commands | undo_commands | indicator_commands | unsaved_commands | quick_open_commands |
            paper_commands | settings_commands | find_replace_commands |
            supervision_commands | state_commands | lock_commands | help_commands | tour_commands
        view_commands
        window_frame
        panes
        project_commands | store_commands | share_commands | template_commands | ledger_commands |
            package_commands | clipboard_actions | menus | close_guard | copy_waiting | automatic_backup |
            standing_updater | unsaved_timer | window_settings | docks | displaced_store | status_bar |
            welcome_page | file_drop | context_menu_key
        diagnosis_file | unavailable | message_bar
        actions
        """,
}
