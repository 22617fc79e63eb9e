"""Every way in which a service may misbehave has one of our codes, in time and in little memory."""

import gzip
import logging
import ssl
import time
import traceback
import tracemalloc
import zlib

import pytest

from tests.tls import self_signed
from tests.widgets.vacancies.connectors.fake_server import answer
from tests.widgets.vacancies.connectors.fake_services import LIST_OF, SERVICES, well_behaved
from widgets.vacancies.connectors.exchange import Patience

MEGABYTE = b"x" * 1_000_000
HTML = b"<!DOCTYPE html><html><body>Please prove that you are human</body></html>"
every_service = pytest.mark.parametrize("name", SERVICES)


def says(*pieces):
    def reply(request, connection, over):
        for each in pieces:
            connection.sendall(each)

    return reply


def hangs(*first):
    def reply(request, connection, over):
        says(*first)(request, connection, over)
        over.wait(5)

    return reply


def drips(first, piece):
    """A little all the time, so that no single wait is long."""

    def reply(request, connection, over):
        connection.sendall(first)
        while not over.wait(0.05):
            connection.sendall(piece)

    return reply


def packed_zeros():
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(packer.compress(bytes(1_000_000)) for _ in range(100)), packer.flush()])


BRIEF, LONG = Patience(connect=0.3, whole=0.4), Patience(connect=2, whole=10)
UTF_8 = "application/json; charset=utf-8"
OPEN_END = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
MISBEHAVING = {
    "html": (says(answer(200, HTML, content_type="text/html")), "not_json"),
    "html that claims to be json": (says(answer(200, HTML)), "not_json"),
    "nothing": (says(answer(200, b"")), "not_json"),
    "half": (says(answer(200, b'{"results": [{"id": "1", "tit')), "not_json"),
    "two documents": (says(answer(200, b"{}{}")), "not_json"),
    "latin-1 called utf-8": (says(answer(200, b'{"a": "\xe8"}', content_type=UTF_8)), "not_json"),
    "utf-16": (says(answer(200, '{"a": 1}'.encode("utf-16"))), "not_json"),
    "deep": (says(answer(200, b"[" * 150_000 + b"]" * 150_000)), "not_json"),
    "deeper": (says(answer(200, b'{"a":' * 250_000)), "not_json"),
    "many values": (says(answer(200, b"[" + b"[]," * 400_000 + b"1]")), "not_json"),
    "a number of a million digits": (says(answer(200, b"9" * 1_000_000)), "not_json"),
    "a list": (says(answer(200, [])), "broken"),
    "a text": (says(answer(200, "sorry")), "broken"),
    "no list": (says(answer(200, {"message": "sorry"})), "broken"),
    "another kind of list": (says(answer(200, dict.fromkeys(LIST_OF.values(), "none"))), "broken"),
    "bad request": (says(answer(400, {"error": "size"})), "broken"),
    "gone": (says(answer(404, HTML)), "broken"),
    "another protocol": (says(b"HTTP/1.1 101 Switching Protocols\r\n\r\n"), "unreachable"),
    "unauthorised": (says(answer(401, {})), "refused"),
    "forbidden": (says(answer(403, HTML)), "refused"),
    "too many": (says(answer(429)), "too_many"),
    "out of order": (says(answer(500, HTML)), "unreachable"),
    "bad gateway": (says(answer(502, HTML)), "unreachable"),
    "under repair": (says(answer(503, HTML, retry_after="120")), "unreachable"),
    "redirect": (says(answer(302, location="https://elsewhere.example/")), "broken"),
    "hangs": (hangs(), "timeout"),
    "hangs in the header": (hangs(b"HTTP/1.1 200 OK\r\nContent-"), "timeout"),
    "hangs in the answer": (hangs(answer(200, b"{" * 100)[:-50]), "timeout"),
    "drips the header": (drips(b"HTTP/1.1 200 OK\r\n", b"X-Slow: 1\r\n"), "timeout"),
    "drips the answer": (drips(OPEN_END, b" "), "timeout"),
    "says nothing": (says(), "unreachable"),
    "no http": (says(b"SSH-2.0-Server\r\n" * 10), "unreachable"),
    "cut off": (says(answer(200, b"{" * 100)[:-50]), "unreachable"),
    "an endless header": (says(b"HTTP/1.1 200 OK\r\nX-Long: ", MEGABYTE), "unreachable"),
    "drips hints": (drips(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"), "timeout"),
    "a length that is none": (says(answer(200, {}, content_length="many")), "unreachable"),
    "gzip bomb": (says(answer(200, packed_zeros(), content_encoding="gzip")), "broken"),
    "gzip that is none": (says(answer(200, HTML, content_encoding="gzip")), "broken"),
    "gzip cut off": (says(answer(200, gzip.compress(HTML)[:-10], content_encoding="gzip")), "unreachable"),
    "a packing we did not ask for": (says(answer(200, b"x", content_encoding="br")), "broken"),
    "packed twice": (says(answer(200, b"x", content_encoding="gzip, gzip")), "broken"),
    "100 MB": (says(OPEN_END, *[MEGABYTE] * 100), "broken"),
    "100 MB announced": (says(answer(200, b"", content_length="100000000"), *[MEGABYTE] * 100), "broken"),
}  # fmt: skip


@pytest.mark.parametrize("kind", MISBEHAVING)
@every_service
def test_misbehaviour_has_a_code(ask, name, kind):
    reply, code = MISBEHAVING[kind]
    service, _ = SERVICES[name]
    token = service([])

    def behaves_until_asked(request, connection, over):
        if request.path.endswith("/access_token"):
            connection.sendall(token(request))
        else:
            reply(request, connection, over)

    asked = ask(name, behaves_until_asked, patience=BRIEF if code == "timeout" else LONG)
    began = time.monotonic()

    error = asked.failure("cameriera-riservata")

    assert (error.code, error.connector) == (code, name)
    assert time.monotonic() - began < 5
    told = "".join(traceback.format_exception(error)) + repr(asked.connector)
    assert [each for each in ("riservata", "our-id", "our-key", "token-1") if each in told.lower()] == []


@pytest.mark.parametrize("kind", ["gzip bomb", "100 MB", "many values"])
def test_misbehaviour_takes_little_memory(ask, kind):
    asked = ask("jobtech", MISBEHAVING[kind][0])
    tracemalloc.start()
    try:
        asked.failure()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 12_000_000


def test_a_great_answer_is_not_read_to_its_end(ask):
    sent = []

    def pours(request, connection, over):
        connection.sendall(OPEN_END)
        for _ in range(100):
            connection.sendall(MEGABYTE)
            sent.append(1)

    ask("jobtech", pours).failure()

    assert len(sent) < 20


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(ask, serve, status):
    elsewhere = serve(says(answer(200, {"hits": []})))
    asked = ask("jobtech", says(answer(status, location=f"{elsewhere.url}/search?q=x")))

    assert (asked.failure().code, elsewhere.requests, len(asked.server.requests)) == ("broken", [], 1)


def test_an_answer_in_latin_1_that_says_so_is_read(ask):
    document = '{"total": {"value": 1}, "hits": [{"id": "1", "headline": "Städare"}]}'.encode("latin-1")
    asked = ask("jobtech", says(answer(200, document, content_type="application/json; charset=ISO-8859-1")))

    assert [each.title for each in asked.search()] == ["Städare"]


def test_a_packed_answer_is_unpacked(ask):
    document = b'\xef\xbb\xbf{"total": {"value": 1}, "hits": [{"id": "1", "headline": "A"}]}'
    asked = ask("jobtech", says(answer(200, gzip.compress(document), content_encoding="gzip")))

    assert [each.title for each in asked.search()] == ["A"]


def test_nobody_listening_is_unreachable(ask, serve):
    gone = serve(says())
    gone.over.set()
    asked = ask("jobtech", base="http://127.0.0.1:1")

    assert asked.failure().code == "unreachable"


def test_a_name_that_is_never_found_out_ends_in_time(ask, monkeypatch):
    def stuck(*arguments, **options):
        time.sleep(0.9)
        raise OSError

    monkeypatch.setattr("socket.getaddrinfo", stuck)
    asked = ask("jobtech", base="https://jobs.example", patience=Patience(0.1, 0.2))
    began = time.monotonic()

    assert (asked.failure().code, time.monotonic() - began < 1.5) == ("timeout", True)


def test_a_certificate_of_nobody_is_not_trusted(ask, serve, tmp_path):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(self_signed(tmp_path))
    impostor = serve(says(answer(200, {"hits": []})), tls)
    asked = ask("jobtech", base=impostor.url.replace("http", "https"))

    assert (asked.failure().code, impostor.requests) == ("unreachable", [])


@every_service
def test_nothing_of_the_words_or_keys_is_logged(ask, name, caplog):
    caplog.set_level(logging.DEBUG)
    asked = ask(name)

    asked.search("cameriera-riservata", "Castelvetrano")

    assert asked.searches != []
    secrets = ("riservata", "castelvetrano", "our-id", "our-key", "token-1")
    assert [each for each in secrets if each in caplog.text.lower()] == []


@every_service
def test_no_cookie_is_sent_back(ask, name):
    service, item = SERVICES[name]
    good = service([item()])

    def with_cookie(request):
        return good(request).replace(b"\r\n", b"\r\nSet-Cookie: visitor=amina; Path=/\r\n", 1)

    asked = ask(name, well_behaved(with_cookie))

    asked.search("uno"), asked.search("due")

    assert len(asked.searches) == 2
    assert [each for each in asked.server.requests if b"cookie" in each.raw.lower()] == []


def test_proxies_and_passwords_of_the_environment_are_not_used(ask, serve, monkeypatch, tmp_path):
    proxy = serve(says(answer(200, {"hits": []})))
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login amina password word\n")
    for each in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(each, proxy.url)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    asked = ask("jobtech")

    asked.search()

    assert (proxy.requests, len(asked.server.requests)) == ([], 1)
    assert "authorization" not in asked.server.requests[0].headers


async def test_it_may_be_asked_from_within_an_event_loop(ask):
    assert len(ask("jobtech").search()) == 1
