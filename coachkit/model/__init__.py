"""What a coach talks about: client, goals, observations, results; and the errors they can cause.

Imports nothing of coachkit and, from outside, only pydantic.
"""
