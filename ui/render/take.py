"""Taking a conversation along: the choice of formats, and the file on its way to the browser."""

from __future__ import annotations

import uuid

from markupsafe import Markup

from ui import texts
from ui.render.markup import joined, text_of
from ui.takeaway import FORMATS, Parcel


def take_html() -> Markup:
    """The formats to choose from."""
    buttons = (
        Markup('<button type="button" class="quiet" data-act="take" data-format="{}">{}</button>').format(
            name, texts.EXPORT_AS[name]
        )
        for name in FORMATS
    )
    return Markup('<details class="take"><summary>{}</summary><div class="menu">{}</div></details>').format(
        texts.EXPORT, joined(buttons)
    )


def parcel_html(parcel: Parcel) -> Markup:
    """A file that the script hands to the browser; its id tells it from the same file taken before."""
    return Markup('<div hidden data-parcel="{}" data-name="{}" data-media="{}">{}</div>').format(
        uuid.uuid4().hex, parcel.name, parcel.media, text_of(parcel.text)
    )
