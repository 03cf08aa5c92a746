"""Serves a workspace's notebooks as pages, on this machine only."""
