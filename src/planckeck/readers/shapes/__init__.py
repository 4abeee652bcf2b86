"""Shapes: how a table lies in a grid, and its rows as actuals."""
