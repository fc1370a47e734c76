"""The load: phones, a projector and a desk, played on one core by one event loop."""
