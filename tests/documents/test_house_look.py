import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from coachkit.charts.look import PAPER
from coachkit.documents import house_look
from coachkit.documents.house_look import (
    LARGEST_PICTURE,
    LOGO_BOX,
    HouseLook,
    checked_picture,
    contrast,
    picture_size,
    readable,
)
from coachkit.model.errors import InvalidValue


def picture(size=(300, 100), kind="PNG", mode="RGB", colour="#cc0000", **options):
    drawn = BytesIO()
    Image.new(mode, size, colour).save(drawn, kind, **options)
    return drawn.getvalue()


def refusal(content):
    with pytest.raises(InvalidValue) as refused:
        HouseLook(logo=content)
    return refused.value.code, refused.value.field


@pytest.mark.parametrize(
    "brand", ["#ffffff", "#ffe600", "#00ff00", "#7fd8ff", "#ff0000", "#000000"]
)
def test_a_brand_can_be_read_on_paper_and_on_its_own_pale_ground(brand):
    colours = HouseLook(brand).colours
    assert contrast(colours["brand"], PAPER) >= 4.5
    assert contrast(colours["brand"], colours["pale"]) >= 4.5


def test_a_colour_that_can_be_read_stays_as_it_is():
    assert HouseLook("#0b4f6c").colours["brand"] == "#0b4f6c"


def test_a_colour_keeps_its_hue_when_it_is_darkened():
    assert readable("#ffff00", 4.5) == "#7a7a00"


def test_contrast_is_what_wcag_says():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("brand", ["red", "#fff", "#gggggg", "", "#0b4f6c;}", "#0b4f6c\n"])
def test_what_is_no_colour_is_refused(brand):
    with pytest.raises(InvalidValue) as refused:
        HouseLook(brand)
    assert (refused.value.code, refused.value.field) == ("not_a_colour", "brand")


def test_a_logo_fits_its_box_and_is_a_new_picture():
    look = HouseLook(logo=picture((4_000, 1_000), "JPEG", comment=b"<script>"))
    assert picture_size(look.logo) == (LOGO_BOX[0], LOGO_BOX[0] // 4)
    assert b"script" not in look.logo


def test_the_same_logo_gives_the_same_bytes():
    assert HouseLook(logo=picture()).logo == HouseLook(logo=picture()).logo


def test_a_small_picture_is_not_blown_up():
    assert picture_size(checked_picture(picture((30, 10)), "picture")) == (30, 10)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        picture(kind="GIF"),
        picture()[:60],
        b"%PDF-1.7",
    ],
)
def test_what_is_no_png_or_jpeg_is_refused(content):
    assert refusal(content) == ("not_a_picture", "logo")


def test_a_picture_of_too_many_pixels_is_refused_unopened(monkeypatch):
    monkeypatch.setattr(house_look.ImageOps, "exif_transpose", None)
    assert refusal(bomb(20_000, 20_000)) == ("picture_too_large", "logo")


def test_a_picture_of_absurd_size_is_refused():
    assert refusal(bomb(2**31 - 1, 2**31 - 1))[1] == "logo"


def test_a_file_of_too_many_bytes_is_refused():
    assert refusal(picture() + bytes(LARGEST_PICTURE)) == ("picture_too_large", "logo")


def bomb(across, down):
    """A PNG whose head promises a huge picture."""
    head = b"IHDR" + struct.pack(">IIBBBBB", across, down, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + chunk + picture()[33:]
