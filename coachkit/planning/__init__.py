"""Hours first: from the hours people really have to a plan that can be kept.

Pure: handed data and ``today``; the same request gives the same plan on every machine and run.

- ``planner.plan(request) -> Plan`` and ``planner.replan(request, plan, edits) -> Plan``
- ``rehearsing.rehearse(request, plan, change) -> RehearsalDiff`` and
  ``rehearsing.changed_request(request, change) -> PlanRequest``
- ``shortfall.explain_shortfall(request) -> Shortfall | None``
- ``reality.realistic_cadence(request) -> RealisticCadence`` and ``reality.less_hours``, for what a
  first session knows (``reality.reality_request``)
- ``checking.check(request, plan, before) -> tuple[Violation, ...]`` and ``checking.unlisted``:
  those that the plan does not itself list as broken; it shares no code with the planner
- ``learning.learned_effort(actuals, content) -> tuple[LearnedEffort, ...]``
- ``defaults.default_content(language)``, ``default_channels``, ``default_skills``,
  ``default_full_time``: each with its source
- ``absences_ics.read_absences(content, period, ...) -> tuple[Absence, ...]``
"""
