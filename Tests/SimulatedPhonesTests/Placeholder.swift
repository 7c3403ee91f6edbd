// SimulatedPhones
