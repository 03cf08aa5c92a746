"""What each platform's export says becomes observations.

The way of a file: ``drops`` (a folder or ZIP is many) → ``files`` (what is it, can it be read?) →
``delimited`` or ``workbooks`` (rows of text) → ``recognition`` (whose table is it? the layouts are
data, see ``formats``) and, where a page has several tables, ``blocks`` → ``items`` (rows become
items, by way of ``identity``, ``numbers``, ``dates``, ``totals`` and ``twins``) → ``repeats`` (each
item once) → ``tally`` (what it adds up to) → ``exports`` (all of it) → ``inspection`` (as plain
data). What only a person can say of a file is ``told``; what no format knows is ``mapping``.

A file is taken whole or refused. Nothing is guessed: what can mean two things is refused with its
place, and what the platform left out stays missing.

**Refusals**: :class:`coachkit.model.errors.UnreadableExport`. ``file`` is always there, ``sheet``
for a workbook's tables; beside them:

=====================  ============================================================================
``file_not_found``     nothing else; also ``is_a_folder``, ``not_permitted``, ``empty_file``
``not_a_table``        ``reason``: ``binary`` (a picture, an archive), ``markup`` (a web page saved
                       under another name), ``no_columns`` (a text without columns)
``damaged_file``       ``reason``: ``encoding`` (some bytes are no letters) or the reader's words
``too_large``          ``value``, ``expected``
``truncated``          ``row`` where a quote opens that is never closed; none where the last letter
                       is cut in half
``unknown_format``     ``reason``: ``headers`` (``value``: the headers) · ``sheets`` (``value``:
                       the sheets' names) · ``daily_values`` (``row``, ``column``, ``value``,
                       ``expected``: a Meta export with one row per post *and day*; the lifetime
                       export is needed)
``no_rows``            a known table without any item
``ragged_row``         ``row``, ``value`` (the first cell beyond the header), ``expected`` (columns)
``platform_unsaid``    ``value`` (the title): Facebook or Instagram, which only a person can say
``mixed_currencies``   ``column``, ``value``: the currencies
``encrypted``          in an archive; also ``nested_archive`` (one within another), ``is_a_link``,
                       ``unsafe_name`` (it leads out of the archive)
``other_archive``      an archive that is no ZIP, or packed as we cannot unpack
``is_an_archive``      a ZIP of files where one file is asked for
``nothing_inside``     a folder or ZIP without a file to import
``too_many_files``     ``expected``; an archive may be ``too_large`` with ``reason`` ``archive``
=====================  ============================================================================

The following come with ``row``, ``column`` (the platform's header), ``value``, ``expected``,
``count`` (how many places) and ``problems``: a list of at most 20 dicts, each with ``code``,
``row``, ``column`` and the other details of its code, ordered by row. The first stands on top.

=====================  ============================================================================
``bad_number``         ``expected``: ``whole_number`` or ``number``
``bad_date``           ``expected``: the layout, such as ``%m/%d/%Y %H:%M``; may be empty
``mixed_dates``        the same; another layout knows the value
``bad_id``             ``expected``: ``id``
``excel_damage``       ``expected``: ``id``, ``whole_number`` or ``number``: a spreadsheet turned
                       the value into a day, an exponent, an error mark, or rounded it
``formula_cell``       a cell that is computed; of a workbook without ``value``
``second_header``      ``value``: a header in the midst of the rows: two exports in one file
``wrapped_row``        as ``bad_number``, ``bad_date`` or ``bad_id``, in a row that ends early
``columns_disagree``   ``other_column``, ``other_value``: two translations of one column differ
``conflicting_rows``   ``other_row``, ``item``; within a batch also ``other_value``; ``column`` and
                       ``value`` may be missing
=====================  ============================================================================

Of a table of posts' texts (``text_tables``), which people write themselves: ``not_texts``;
``missing_heading``, ``unknown_heading``, ``repeated_heading`` (``value``: the heading);
``unknown_item``, ``changed_item``, ``repeated_item`` (``value``: the key; ``other_row``);
``formula_typed``, ``not_a_text``, ``not_an_address``, ``more_alt_texts``, ``too_long``
(``value``), each with ``row``, ``column`` and ``problems`` as above.

**Warnings**: :class:`coachkit.model.observations.ExportWarning`; ``row`` is the first of ``rows``
(up to ten, as text, with commas), ``count`` how many there are:

========================  =========================================================================
``unknown_column``        ``column``: a header that no format knows; it is not read
``mixed_languages``       ``languages``: of the headers, the main one first
``twin_columns``          ``column``, ``other_column``, ``differ``: one column twice; the first is
                          believed, the second fills its gaps; how often both said different things
``rows_without_item``     ``row``, ``column``, ``count``, ``rows``: rows that name no post or day
                          and are left out (Meta's "An error occurred while computing metadata")
``repeated_items``        ``row``, ``column``, ``count``, ``rows``: the same item again, in
                          agreement; merged
``unknown_post_type``     ``row``, ``column``, ``value``, ``count``, ``rows``: counted as other
``minutes_repeat_month``  ``column``: the minutes are the month (Meta, 2023/24); only hours are told
``zeros_beside_reach``    ``column``, ``items``: nobody saw them, but they reached somebody; such
                          zeros are the platform's, and hardly true
``days_missing``          ``column``, ``days``: days left out between the first and the last;
                          YouTube's "Table data" leaves out days without views
``period_unsaid``         the numbers belong to a period chosen at export that the file does not say
``year_assumed``          ``column``, ``first``, ``last``: days without a year, counted back
``ids_restored``          ``column``, ``count``, ``rows``: rounded ids, taken from the permalink
``repeated_names``        ``column``, ``count``, ``rows``: no ids; a name again is another item
``torn_names``            ``column``, ``count``, ``rows``: names torn at their commas, put together
``quiet_period``          the file names its period and has no item: nothing happened
``total_differs``         ``column``, ``total`` (of the rows), ``platform_total``
``below_threshold``       ``column``, ``count``, ``rows``: "less than so much", taken as missing
``rounded_numbers``       ``column``, ``count``, ``rows``: 1.2K, taken as 1200
``block_skipped``         ``title``, ``sheet``, ``reason``: ``unknown_block`` or ``no_rows``
``sheet_skipped``         ``sheet``, ``reason``: ``unknown_sheet``, ``no_rows``, ``empty_sheet``
========================  =========================================================================
"""
