"""An Article to the sections it truly has."""
