"""An archive on the way into a dataset or into standoff files: tasks, workers' work, retries, resumption."""
