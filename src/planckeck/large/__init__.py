"""Judgement at size: DuckDB scans what is plain, the cell reader sees only what is not, the formulas stay the same.

`assessing.assess_large` is the door. A table of millions of rows is scanned in a few passes; only its distinct labels,
its messy cells and the results that are shown ever become Python objects.
"""
