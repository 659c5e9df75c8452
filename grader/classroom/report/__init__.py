"""Reports: what a graded class looks like in each format. Pure functions from a `Material` to text; `files` writes."""
