"""Tables, and the questions we ask them."""
