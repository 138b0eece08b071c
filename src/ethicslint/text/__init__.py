"""What the writer wrote: bytes, lines, Markdown, front matter, and the blocks that rules read."""
