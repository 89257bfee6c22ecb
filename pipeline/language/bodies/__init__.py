"""Who answers: bodies, people, clauses of responsibility."""
