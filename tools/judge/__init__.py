"""The judge behind tools/measure and tools/hostile.

It knows the command line's contract and the dump formats, never the Swift sources, so that a mistake in the program
and a mistake in its measure are not the same mistake.
"""
