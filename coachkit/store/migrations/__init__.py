"""How a client's store grew: one revision after another, run by ``coachkit.store.migrate``."""
