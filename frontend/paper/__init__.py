"""Paper: what leaflets and posters share. PDF by WeasyPrint, pictures by PDFium and Pillow, QR codes by Segno.

All of it is the optional extra `paper`, and WeasyPrint needs Pango on the machine. Nothing here imports any of it before
it is used: ask `frontend.paper.door.trouble()` first.
"""
