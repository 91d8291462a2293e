"""One audit, from options to a judged report."""
