"""One tree of errors, each with a code and a field; the sentence is made where it is shown.

CoachkitError
├── InvalidValue          a value that would be born wrong
├── UnreadableExport      a platform's file that cannot be trusted
├── StoreError
│   ├── StaleRevision     somebody saved in between
│   ├── UnknownClient
│   ├── ClientExists
│   └── NotWritable       no permission, or no room
├── UnknownParameter      a notebook was given a parameter it does not have
├── NotebookFailed        a notebook stopped half-way
├── BatchRefused          a batch cannot be run where it was told to
├── DocumentFailed        a document could not be made
├── RefusedAggregation    a figure that would mislead
└── ServingRefused        pages cannot be served like that
"""

from typing import Any


class CoachkitError(Exception):
    """What coachkit refuses to do, and why.

    ``code`` names the reason, ``field`` the place, ``details`` whatever the sentence needs
    (plain values only). ``coachkit.language.explain`` makes the sentence.
    """

    def __init__(self, code: str, field: str | None = None, **details: Any) -> None:
        self.code = code
        self.field = field
        self.details = details
        super().__init__(code, field, details)

    def __str__(self) -> str:
        place = f" at {self.field}" if self.field else ""
        said = ", ".join(f"{name}={value!r}" for name, value in self.details.items())
        return f"{self.code}{place}" + (f" ({said})" if said else "")

    def __reduce__(self) -> tuple[Any, ...]:
        return (_revive, (type(self), self.code, self.field, self.details))


def _revive(
    kind: type[CoachkitError], code: str, field: str | None, details: dict[str, Any]
) -> CoachkitError:
    return kind(code, field, **details)


class InvalidValue(CoachkitError):
    """A value that would be born wrong; ``field`` says where.

    Codes: ``missing``, ``unexpected``, ``wrong_type``, ``too_long``, ``too_short``,
    ``not_a_slug``, ``unknown_language``, ``unknown_country``, ``unknown_time_zone``,
    ``ends_before_start``, ``not_a_month``, ``not_a_period``, ``not_a_day``, ``not_positive``,
    ``too_large``, ``repeated``, ``not_allowed``, ``not_additive``, ``not_a_folder``,
    ``not_a_workspace``. Of a document's look: ``not_a_colour``, ``not_a_picture``,
    ``picture_too_large``. Of a mapping of columns: ``unknown_mapping``, ``name_taken``,
    ``unknown_layout``, ``matched_twice``, ``chosen_twice``, ``unanswered``, ``not_matched``,
    ``no_measure``, ``unknown_header``, ``undecided``, ``ambiguous_dates``, ``lifetime_unsaid``,
    ``already_known``, ``tells_nothing_apart``. Of a plan: ``no_hours``, ``not_a_monday``,
    ``above_target``, ``wanted_and_never``, ``unknown_channel``, ``unknown_content_type``,
    ``unknown_person``, ``unknown_bucket``, ``unknown_campaign``, ``unknown_item``,
    ``not_an_address``, ``more_alt_texts``,
    ``not_opted_in``, ``outside_plan``, ``already_past``, ``in_use``. Of a run sheet (``problems``
    has all of them): ``not_ninety``, ``steps_disagree``, ``same_pace``, ``waits``,
    ``taught_too_long``, ``not_taught``, ``fills_nothing``, ``words_missing``, ``not_toml``,
    ``unknown_sheet``. Of a session: ``unknown_block``, ``not_begun``, ``session_over``,
    ``block_done``, ``no_minutes_left``, ``no_consent``, ``too_many_actions``, ``unknown_action``,
    ``unknown_question``. Of a door: ``not_so_many_days``, ``not_an_identity``,
    ``password_too_short``, ``passwords_differ``, ``not_a_base``, ``not_a_host``, ``not_an_ip``,
    ``not_a_header``, ``no_link_number``, ``coach_by_word``, ``no_client_said``. Of a
    notebook's parameters: ``own_option``. Of a batch: ``no_scheduler_said``, ``only_with_due``,
    ``password_in_address``. Of an idea: ``untagged``, ``no_writer``, ``no_unit``,
    ``already_kept``, ``card_gone``, ``board_full``. Of a campaign's link: ``not_https``,
    ``mail_in_link``, ``has_other_parts``, ``link_repeated``.
    """


class UnreadableExport(CoachkitError):
    """A platform's file that cannot be trusted, with as exact a place as is known.

    ``details``: ``file`` always; ``sheet``, ``row`` (as a spreadsheet counts, the header is
    row 1), ``column`` (the platform's own header), ``value`` and ``expected`` where they apply.
    Codes: ``empty_file``, ``not_a_table``, ``unknown_format``, ``damaged_file``,
    ``file_not_found``, ``is_a_folder``, ``not_permitted``, ``no_rows``, ``truncated``,
    ``bad_number``, ``bad_date``, ``bad_id``, ``excel_damage``, ``ragged_row``,
    ``columns_disagree``, ``conflicting_rows``, ``mixed_dates``, ``too_large``,
    ``formula_cell``, ``second_header``, ``wrapped_row``, ``mixed_currencies``,
    ``platform_unsaid``. Of a folder or a ZIP: ``encrypted``, ``nested_archive``,
    ``other_archive``, ``is_an_archive``, ``too_many_files``, ``nothing_inside``, ``is_a_link``,
    ``unsafe_name``. Of a calendar: ``not_a_calendar``, ``too_many_entries``. Of a table of
    texts: ``not_texts``, ``missing_heading``, ``unknown_heading``, ``repeated_heading``,
    ``unknown_item``, ``repeated_item``, ``changed_item``, ``formula_typed``, ``not_a_text``,
    ``too_long``, ``not_an_address``, ``more_alt_texts``. Of a table of conversations:
    ``not_an_inbox``, ``not_a_moment``, ``no_question_time``, ``answered_before_asked``,
    ``not_yet``.
    """


class StoreError(CoachkitError):
    """What a client's store refuses.

    Codes: ``busy``, ``damaged``, ``gone``, ``unreachable`` (details ``path``);
    ``newer_version``, ``older_version`` (``path``, ``found``, ``known``); ``driver_missing``
    (``package``); ``name_taken`` (``name``), ``unknown_name`` (``name``, ``known``);
    ``unknown_revision`` (``revision``); ``unknown_import`` (``import_id``);
    ``unknown_session`` (``session``); ``unknown_link`` (``link``);
    ``no_workspace`` (``path``); ``nothing_to_pack``,
    ``nothing_to_undo``, ``no_plan``, ``no_session``, ``no_strategy``,
    ``nothing_to_compare``, ``kept_on_server`` (``client``). Of a strategy's name:
    ``no_audit_date`` (``name``),
    ``unfinished`` (``name``, ``n``). Of a batch: ``nothing_to_resume`` (``notebook``),
    ``batch_running``.
    """


class StaleRevision(StoreError):
    """Somebody saved in between: ``details`` has ``based_on``, ``current`` and ``who`` it was."""


class UnknownClient(StoreError):
    """There is no such client in the workspace: ``details`` has ``client`` and ``known``."""


class ClientExists(StoreError):
    """The workspace already has a client of that name: ``details`` has ``client``."""


class NotWritable(StoreError):
    """The folder cannot be written: code ``not_permitted`` or ``disk_full``; ``path``."""


class UnknownParameter(CoachkitError):
    """A notebook was given a parameter it does not have: ``parameter``, ``known``."""


class NotebookFailed(CoachkitError):
    """A notebook stopped half-way: ``notebook``, ``cell``, ``reason``.

    Codes: ``refused``, ``cell_failed``, ``no_answer``; ``took_too_long`` (details ``seconds``),
    ``too_much_memory`` (``limit``, in megabytes).
    """


class BatchRefused(CoachkitError):
    """A batch cannot be run where it was told to, or its files not be kept there.

    Codes: ``missing_package`` (details ``package``, ``extra``), ``no_scheduler`` (``address``),
    ``no_workers`` (``address``), ``other_coachkit`` (``found``, ``known``), ``no_outputs``
    (``address``); of one run: ``worker_lost``, ``workers_gone``.
    """


class DocumentFailed(CoachkitError):
    """A document could not be made, and no half of it was written.

    Codes: ``pandoc_missing``; ``timed_out`` (details ``seconds``); ``pandoc_failed``,
    ``typst_failed`` (``reason``, in the program's own English).
    """


class ServingRefused(CoachkitError):
    """Pages cannot be served like that.

    Codes: ``not_loopback``, ``not_here``, ``no_name`` (details ``address``), ``unguarded``,
    ``no_proxy``, ``port_taken`` (``port``).
    """


class RefusedAggregation(CoachkitError):
    """A figure that would mislead, so that it is not made. ``field``: the metric or the group.

    ``details``: ``value`` and ``other`` where two things were to be one, ``n`` where there are
    too few or some are missing. The first twelve are those of docs/decisions/0102.
    Codes: ``people_summed``, ``rates_averaged``,
    ``different_rates``, ``stock_summed``, ``posts_for_page``, ``young_with_grown``,
    ``paid_with_organic``, ``missing_as_zero``, ``bounds_summed``, ``prices_averaged``,
    ``few_ranked``, ``no_passport``; of a benchmark that does not fit: ``benchmark_mismatch``
    (``reason``: ``platform``, ``numerator``, ``denominator``, ``statistic``, ``sector``, ``year``,
    ``size``).
    """
