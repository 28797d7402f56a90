"""Values as bytes on the pipes: four bytes of length, a tag byte, MessagePack; decoded into our types and no others."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from newsdesk.intake import jobs
from newsdesk.intake.limits import Reading, Setup

if TYPE_CHECKING:
    Message = jobs.Job | jobs.Delivery | Setup | Reading

LARGEST = 64 * 1024 * 1024  # bytes of a frame; a child that says more is broken
_LENGTH = struct.Struct(">I")
_TYPES: tuple[type[Any], ...] = (
    Setup,
    Reading,
    jobs.FetchFeed,
    jobs.ReadFeed,
    jobs.FetchPage,
    jobs.FetchPicture,
    jobs.FetchIcon,
    jobs.ReadOpml,
    jobs.FeedRead,
    jobs.MenusFound,
    jobs.FeedUnchanged,
    jobs.PageRead,
    jobs.PictureRead,
    jobs.IconRead,
    jobs.OpmlRead,
    jobs.Refused,
)
_TAGS = {known: tag for tag, known in enumerate(_TYPES)}
_encoder = msgspec.msgpack.Encoder()
_decoders: dict[int, msgspec.msgpack.Decoder[Any]] = {}


class BrokenFrameError(Exception):
    """The bytes are not one of our messages."""


def encode(message: Message) -> bytes:
    """One message as a frame, its length in front."""
    packed = _encoder.encode(message)
    return _LENGTH.pack(len(packed) + 1) + bytes((_TAGS[type(message)],)) + packed


def decode(frame: bytes) -> Message:
    """The message of a frame without its length. Raises BrokenFrameError."""
    try:
        tag = frame[0]
        decoder = _decoders.get(tag)
        if decoder is None:
            decoder = _decoders.setdefault(tag, msgspec.msgpack.Decoder(_TYPES[tag]))
        return decoder.decode(memoryview(frame)[1:])  # type: ignore[no-any-return]
    except (IndexError, msgspec.MsgspecError, RecursionError) as error:
        raise BrokenFrameError(str(error)) from None


def read_frame(read: Callable[[int], bytes]) -> bytes | None:
    """The next frame of a stream whose `read` gives fewer bytes only at its end; then None. Raises BrokenFrameError."""
    head = read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if not 0 < length <= LARGEST:
        raise BrokenFrameError(f"a frame of {length} bytes")
    frame = read(length)
    return frame if len(frame) == length else None
