"""What is compressed in pieces is unpacked as one."""

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from labapp.web.packing import Pieces

SHORT = st.text(max_size=60)
SMALL = st.text("ab", max_size=30)  # where much is the same, much points back


@given(st.data(), st.sampled_from([SHORT, SMALL]))
def test_the_pieces_and_what_is_laid_in_come_out_in_order(data, texts):
    gaps = data.draw(st.integers(0, 7))
    pieces = data.draw(st.lists(texts, min_size=gaps + 1, max_size=gaps + 1))
    own = [text.encode() for text in data.draw(st.lists(texts, min_size=gaps, max_size=gaps))]
    whole = pieces[0].encode()
    for laid, piece in zip(own, pieces[1:], strict=True):
        whole += laid + piece.encode()
    cut = Pieces(pieces, [len(laid) for laid in own])
    assert cut.filled(own) == whole
    assert gzip.decompress(cut.gzipped(own)) == whole


def test_what_does_not_fit_its_gap_is_laid_in_as_well():
    cut = Pieces(["much of the same, ", ", much of the same"], [4])
    assert gzip.decompress(cut.gzipped([b"four"])) == b"much of the same, four, much of the same"
    assert gzip.decompress(cut.gzipped([b"six"])) == b"much of the same, six, much of the same"


def test_it_is_one_member_that_ends_where_it_says():
    reader = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    plain = reader.decompress(Pieces(["a" * 5000, "b"], [3]).gzipped([b"own"]))
    assert plain == b"a" * 5000 + b"ownb"
    assert reader.eof
    assert not reader.unused_data
