"""Results of the lesser commands, such as ``simulate``, as sheets in several formats."""
