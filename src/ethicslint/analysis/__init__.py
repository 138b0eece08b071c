"""What the text says, as far as text can show: sentences, quotations, topics, negation."""
