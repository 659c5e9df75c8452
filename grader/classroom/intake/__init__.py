"""From what a course system hands out to students: archives, exported layouts, rosters. Runs nothing."""
