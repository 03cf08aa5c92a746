"""The tests of coachkit. Installed packages bring a `tests` of their own, which this one hides."""
