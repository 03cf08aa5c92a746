"""Observations in, results with their doubt out. Pure: handed its data, its today, its zone."""
