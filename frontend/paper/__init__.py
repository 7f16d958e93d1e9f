"""Paper: what writes leaflets and posters. PDF by WeasyPrint, pictures by PDFium and Pillow, QR codes by Segno.

All of it is the optional extra `paper`, and WeasyPrint needs Pango on the machine. Nothing here imports any of it before
it is used (but for `files`, which `pdf` imports when it writes): ask `frontend.paper.door.trouble()` first.
"""
