"""Models a candidate sets up himself: read from his lines alone, typed by unification, judged on models of their own."""
