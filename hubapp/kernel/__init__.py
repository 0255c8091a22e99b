"""The pure floor's shared words: weeks, ages, money, places on the ground, terms."""
