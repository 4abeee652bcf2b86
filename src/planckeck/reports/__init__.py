"""What people and programs get to see of an assessment, a plan or findings: one module a format.

`rows` holds what every report shows, once; the formats only lay it out and escape it:

- `console.evaluation`, `console.plan_table`: Rich tables
- `markdown.summary`: the gap summary
- `machine.as_json`, `machine.as_csv`: every field of every result
- `findings.FORMATS`: diagnostics

Nothing heavy is imported with this package; each format imports its own library.
"""
