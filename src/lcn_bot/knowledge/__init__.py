"""YAML files -> one frozen Knowledge, or a list of Problems with file and line."""
