"""A notebook's parameters: read from its cells, refused when there is one it does not have."""

import ast
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from coachkit.model.errors import UnknownParameter
from coachkit.model.values import Value

P = TypeVar("P", bound=Value)

_INJECTED = "# Parameters"
"""How papermill begins the cell that it puts behind the notebook's own parameters."""


def read_parameters(kind: type[P], namespace: Mapping[str, Any]) -> P:
    """The parameters of ``kind`` from a notebook's namespace.

    papermill only warns of a parameter that the notebook does not have, so that a misspelt one
    would run to completion: here it raises :class:`UnknownParameter`.
    """
    known = tuple(kind.model_fields)
    for cell in _cells(namespace):
        for name in _injected_names(cell):
            if name not in known:
                raise UnknownParameter("unknown_parameter", name, parameter=name, known=known)
    return kind(**{name: namespace[name] for name in known if name in namespace})


def _cells(namespace: Mapping[str, Any]) -> Sequence[str]:
    cells = namespace.get("In", ())
    return [str(cell) for cell in cells]


def _injected_names(cell: str) -> list[str]:
    if not cell.lstrip().startswith(_INJECTED):
        return []
    return [
        target.id
        for statement in ast.parse(cell).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    ]
