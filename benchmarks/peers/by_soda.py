"""The small job with Soda Core 4: a contract with a check of each indicator, the CSV a table of in-memory DuckDB.

This is the documented way for data that is in no database yet ("DuckDB advanced usage"). Does: reads and checks its
own YAML of bounds, one SQL query for all checks, an outcome for each. Does not: gaps, targets by year, computed
values, places in the file; an indicator without a row passes. The report of its use over the network is switched off.
"""

import os
import sys
from pathlib import Path

os.environ["SODA_CORE_TELEMETRY_ENABLED"] = "false"

import duckdb
from soda_core import configure_logging
from soda_core.contracts import verify_contract_locally
from soda_duckdb import DuckDBDataSource

folder = Path(sys.argv[1])
configure_logging(verbose=False)
cursor = duckdb.connect(":memory:").cursor()
cursor.execute("CREATE TABLE actuals AS SELECT * FROM read_csv($path)", {"path": str(folder / "actuals.csv")})
result = verify_contract_locally(
    data_sources=[DuckDBDataSource.from_existing_cursor(cursor, name="small")],
    contract_file_path=str(folder / "contract.yaml"),
    publish=False,
)
checks = result.contract_verification_results[0].check_results
met, failing = sum(check.is_passed for check in checks), sum(check.is_failed for check in checks)
print(f"all: {len(checks)} = {met} met + {failing} not met")
