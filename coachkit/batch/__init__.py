"""Notebooks run without a reader."""
