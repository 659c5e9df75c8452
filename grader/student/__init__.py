"""A student's own side: their folder, their history, and the session that runs what they save."""
