"""What was found, in files: Parquet tables and the standoff form."""
