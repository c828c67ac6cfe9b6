"""Commands in groups, a module each; ``quiz.cli`` collects them."""
