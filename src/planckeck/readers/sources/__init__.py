"""Sources: files of every kind, and databases, as grids of stored cells."""
