"""The base of every value: frozen, closed to unknown fields, never born wrong."""

from typing import Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)

from coachkit.model.errors import InvalidValue

_CODES = {
    "missing": "missing",
    "extra_forbidden": "unexpected",
    "string_too_long": "too_long",
    "string_too_short": "too_short",
    "too_short": "too_short",
    "too_long": "too_long",
    "greater_than": "not_positive",
    "greater_than_equal": "not_positive",
    "less_than_equal": "too_large",
    "string_pattern_mismatch": "not_allowed",
    "enum": "not_allowed",
    "literal_error": "not_allowed",
}


class Value(BaseModel):
    """A frozen value. Whatever is wrong with it raises :class:`InvalidValue` with its field."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="wrap")
    @classmethod
    def _named(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(data)
        except ValidationError as refused:
            first = refused.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or None
            code = _CODES.get(first["type"], "wrong_type")
            raise InvalidValue(code, field, value=_short(first["input"])) from refused

    def changed(self, **updates: Any) -> Self:
        """A new value with ``updates`` in place, validated like any other."""
        return type(self).model_validate({**self.model_dump(), **updates})


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 80 else text[:79] + "…"
