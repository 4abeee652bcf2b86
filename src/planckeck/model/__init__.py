"""What plans, targets, rules and results are. Imports nothing above it."""
