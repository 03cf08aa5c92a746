"""Serves a workspace's notebooks as pages, to whom the coach lets in."""
