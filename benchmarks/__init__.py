"""How long planckeck takes, measured on whole processes; figures stand in RESULTS.md."""
