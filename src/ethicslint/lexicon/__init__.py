"""Named word sets and the inflections of words, used by analyses and rules alike."""
