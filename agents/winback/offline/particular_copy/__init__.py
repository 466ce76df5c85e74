"""What the offline letters say of one particular of a cause, a file a language.

Like all texts of `offline` they hold no number, no price and no claim about the product.
"""
