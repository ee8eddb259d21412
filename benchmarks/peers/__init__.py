"""Others that answer the same question, or as much of it as they can.

Those that walk graphs are modules with two functions: `prepare(problem)` makes what can be made beforehand, and
`counts(state, items)` gives of each of these items, in this order, how many pairs there are of a place of collection
and another holder that it reaches. Fides and pytm read a description of their own kind, which `manifests` makes of the
same model, and know no such question; they do all they do.
"""
