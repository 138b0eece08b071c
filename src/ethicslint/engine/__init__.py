"""Rules meet text: the prefilter, the matchers, `lint`, and the harness that runs a rule's own examples."""
