"""Everything that touches a student's code: warm servers, confined children, and the wire between."""
