"""Runs students' code: warm servers, confined children, and the wire between."""
