"""The database file: connections, locks, columns, errors."""
