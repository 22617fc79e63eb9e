"""Our frames are those of Jupyter's own server."""

import json

from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)

from tests.benchmarks.load.frames import header, pack, unpack


def test_the_server_reads_what_we_pack():
    head, content = header("comm_msg", "s1"), {"comm_id": "c", "data": {"word": "قهوة"}}

    channel, parts = deserialize_msg_from_ws_v1(pack("shell", head, content, {"version": "1.0.0"}))

    assert (channel, [json.loads(part) for part in parts]) == (
        "shell",
        [head, {}, {"version": "1.0.0"}, content],
    )


def test_we_read_what_the_server_packs():
    parts = [{"msg_type": "comm_msg"}, {"msg_id": "asked"}, {}, {"data": "قهوة"}]
    frame = serialize_msg_to_ws_v1([json.dumps(part).encode() for part in parts], "iopub")

    message = unpack(frame)

    assert (message.kind, message.parent, message.content) == ("comm_msg", "asked", {"data": "قهوة"})
