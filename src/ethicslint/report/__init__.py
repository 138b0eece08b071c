"""Reports as lines: one function for each format, from a report to an iterator of text."""
