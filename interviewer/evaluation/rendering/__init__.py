"""The report for a terminal and as a page."""
