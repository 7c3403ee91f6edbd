"""The kinds of lessons, one module each: `make(rng, world, screens)` yields groups of lessons on one screen."""
