"""Findings and results in the forms that CI systems read: one module a form, `places` for what they all need.

Every form escapes for its own place: workflow commands, XML 1.0, URIs, JSON. Paths are those of the repository.
"""
