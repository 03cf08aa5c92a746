"""Where a client lives: versions, events, observations, named versions, erasure.

A client is a folder in a workspace; its tables are in SQLite beside its files, or, with a
database URL, in a PostgreSQL schema of their own. Imports only ``coachkit.model``.
"""
