"""What others say of a PDF: two validators, and a program that reads it."""

import re
import subprocess

import page

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
STREAM = re.compile(rb"/Length (\d+)[^>]*>>\s*stream\r?\n")
MISCOUNTED = "PDFA2A-STREAM-LENGTH-001"
UNHEARD = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad]")


def faults(pdf):
    """What PDF/UA-1 and PDF/A-2a are not content with.

    The validator takes data that happen to end in a carriage return for one byte too short, so
    the lengths of streams are compared here by the letter.
    """
    reports = [page.validate_pdf_bytes(pdf, profile=profile) for profile in PROFILES]
    found = [fault for report in reports for fault in report.failures]
    return [fault.message for fault in found if fault.rule_id != MISCOUNTED] + wrong_lengths(pdf)


def wrong_lengths(pdf):
    ends = [(start.start(), start.end() + int(start[1])) for start in STREAM.finditer(pdf)]
    assert ends
    return [at for at, end in ends if not pdf[end:].startswith((b"\nendstream", b"\r\nendstream"))]


def read(pdf, path, *how):
    """The words of a PDF, as a program finds them; `-raw` gives the order of writing."""
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", *how, path, "-"], capture_output=True, check=True)
    return plain(done.stdout.decode())


def heard(path):
    """What is read aloud of a PDF: its tags in order, and the words in them."""
    done = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, check=True)
    return done.stdout.decode()


def sizes(path):
    """The pages of a PDF: each one's width and height in points."""
    done = subprocess.run(["pdfinfo", "-l", "-1", path], capture_output=True, check=True)
    found = re.findall(r"size:\s+([\d.]+) x ([\d.]+)", done.stdout.decode())
    return [(round(float(width)), round(float(height))) for width, height in found]


def plain(text):
    return " ".join(UNHEARD.sub("", text).split())
