"""The thin slice of Drive that a client of Sheets meets: spreadsheets as files."""
