"""What lessons draw on: texts of apps, the lexicon, the icons. Read once a process."""

import lexicon
from strings import Strings


class World:
    def __init__(self):
        self.strings = Strings().seal()
        self.concepts = lexicon.CONCEPTS
        self.languages = sorted(self.strings.labels)
        self.words = [label for concept in self.concepts for label in concept.labels if len(label) <= 24]
        self.foreign = {
            language: [label for concept in self.concepts for label in concept.get("label_" + language)]
            for language in lexicon.LANGUAGES
        }

    def labels(self, rng):
        """A pool of short labels for the texts of one screen: mostly English."""
        roll = rng.random()
        if roll < 0.5 and self.strings.labels:
            return self.strings.labels["en"]
        if roll < 0.92 and self.words:
            return self.words
        if self.strings.labels:
            return self.strings.labels[rng.choice(self.languages)]
        return self.words or None
