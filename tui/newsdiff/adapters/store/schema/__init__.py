"""The schema and its migrations. A published migration is never edited."""
