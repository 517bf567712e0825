"""Floor 2: the database. Tables, one store per aggregate, the unit of work, migrations, sealing."""
