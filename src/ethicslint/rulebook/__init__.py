"""What the newsroom asks for: rules, the phrase language they are written in, and the bibliography they cite."""
