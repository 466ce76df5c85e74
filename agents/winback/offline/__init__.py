"""Win-back without a model: rules that read why somebody left, and templates that write to them."""
