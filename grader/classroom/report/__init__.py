"""Makes reports of a graded class in each format: pure functions from a `Material` to text. `delivery` writes them."""
