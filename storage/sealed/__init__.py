"""The fraud door's own store: own metadata, own database or schema, own migrations. Strangers to `storage.tables`."""
