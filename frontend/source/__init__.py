"""Where content comes from: a content API, an offline pack, or the contract's examples; all behind one protocol."""
