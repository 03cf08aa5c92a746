"""Timings as ratios measured in one run; none of them is a test."""
