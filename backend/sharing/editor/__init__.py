"""The editor of an adopted page: its owner's words in place, read-only, around the local parts.

| module | |
| --- | --- |
| `parts` | what is stored: filled slots, own content, blocks that are left out, by their place |
| `layout` | the blocks of the source that is shown, the places between them, parts that have none |
| `faults` | what is wrong with parts, bound to their places |
| `posted` | from what a browser sends to the parts |
| `widget` | the editor itself |
| `form` | the form of an adopted page |
"""
