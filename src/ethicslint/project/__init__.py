"""One newsroom's repository: which files are articles, which rules are on, what is kept between runs, how much runs at once."""
