"""The revisions, oldest first. Add one; never change one that has left the house.

Stores only go forward: nothing here runs backwards.
"""
