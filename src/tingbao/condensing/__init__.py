"""An Article to the sentences worth hearing."""
