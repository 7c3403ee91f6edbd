import unittest

import fixture
import specials


class TokenizerTests(unittest.TestCase):
    def test_specials_come_first_then_the_bytes(self) -> None:
        vocabulary = fixture.toy_tokenizer().vocabulary
        count = len(specials.NAMES)
        self.assertEqual([vocabulary[name] for name in specials.NAMES], list(range(count)))
        self.assertEqual(sorted(vocabulary.values()), list(range(len(vocabulary))))
        alphabet = [name for name, number in vocabulary.items() if count <= number < count + 256]
        self.assertTrue(all(len(name) == 1 for name in alphabet))

    def test_decoding_undoes_encoding(self) -> None:
        tokenizer = fixture.toy_tokenizer()
        for text in [
            "",
            " open wi-fi",
            "größe 設定 🙂",
            specials.char("<tap>") + " a" + specials.pointer(3) + "\n\t b",
        ]:
            with self.subTest(text=text):
                self.assertEqual(tokenizer.decode(tokenizer.encode(text)), text)

    def test_the_name_of_a_special_token_is_plain_text(self) -> None:
        tokenizer = fixture.toy_tokenizer()
        self.assertTrue(all(token >= len(specials.NAMES) for token in tokenizer.encode(" <tap> <end> <e1>")))
        self.assertEqual(tokenizer.encode(specials.char("<tap>")), [specials.IDS["<tap>"]])

    def test_a_word_is_the_same_tokens_in_any_surroundings(self) -> None:
        tokenizer = fixture.toy_tokenizer()
        word = tokenizer.encode(" bluetooth")
        inside = tokenizer.encode(specials.char("<task>") + " open bluetooth" + specials.char("<screen>"))
        self.assertEqual(inside[-1 - len(word) : -1], word)
