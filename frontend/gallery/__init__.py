"""The component gallery: every block and every component as the public templates draw them, for whoever works on those.

It is built from the contract's examples by `waymark-build gallery`, and is no part of any public site.
"""
