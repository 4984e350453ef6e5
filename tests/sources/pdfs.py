"""PDF files written by hand, whole and broken."""

import zlib


def line(x, y, size, text, scaled=False):
    words = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    if scaled:
        return b"BT /F1 1 Tf %g 0 0 %g %g %g Tm (%s) Tj ET\n" % (size, size, x, y, words)
    return b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, x, y, words)


def document(objects, trailer=b"", start=None):
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out) if start is None else start
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        table,
    )


def stream(data, packed=False):
    head = b"/Filter /FlateDecode " if packed else b""
    data = zlib.compress(data, 9) if packed else data
    return b"<< %s/Length %d >>\nstream\n%s\nendstream" % (head, len(data), data)


def pdf(pages, info="", packed=False, scaled=False, **more):
    """A PDF whose ``pages`` are lists of (x, y, size, text), or the bytes of a page's stream."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font]
    kids = []
    for page in pages:
        objects.append(
            stream(page if isinstance(page, bytes) else b"".join(line(*one, scaled=scaled) for one in page), packed)
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(b"<< %s >>" % info.encode())
    return document(objects, trailer=b"/Info %d 0 R " % len(objects) + more.pop("trailer", b""), **more)


def article(pages=2):
    """An article set like a newspaper's: head and page number on each page, lines broken, a word too."""
    found = []
    for number in range(1, pages + 1):
        lines = [(72, 800, 9, "The Daily Gazette"), (300, 30, 9, f"Page {number} of {pages}")]
        if number == 1:
            lines += [(72, 760, 20, "Minister welcomes plan"), (72, 738, 10, "By Rufus Firefly, 3 March 2024")]
        lines += [
            (72, 700, 11, "The foreign minister of Free-"),
            (72, 686, 11, "donia welcomed the plan to send observers to Sylvania and said that"),
            (72, 672, 11, "they “will go in May”, as the govern-"),
            (72, 658, 11, f"ment of {number} countries had asked for."),
            (72, 632, 11, f"Ambassador Trentino rejected the plan for the {number}. time on Tuesday, and said"),
            (72, 618, 11, "that no observers would be let in before a cease-fire holds"),
        ]
        found.append(lines)
    return found


def encrypted():
    """Locked with a password that nobody knows."""
    key = b"<41424344454647484142434445464748414243444546474841424344454647" + b"48>"
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O %s /U %s /P -44 >> /ID [<01><01>]" % (key, key)
    return pdf(article(1), trailer=lock)


def locked_by_others():
    """By a handler that only its maker has."""
    return pdf(article(1), trailer=b"/Encrypt << /Filter /Foreign.Lock /V 9 /R 9 >> /ID [<01><01>]")
