"""A page's kernel is its owner's alone, and nothing is served that is not on the list."""

import html
import json
import re

import pytest
from tornado.httpclient import HTTPClientError
from tornado.websocket import WebSocketClientConnection, websocket_connect


async def hang_up(line: WebSocketClientConnection) -> None:
    line.close()
    while await line.read_message() is not None:
        pass


def test_another_learner_cannot_see_or_stop_a_kernel(service, visit):
    ana, bea = visit("ana"), visit("bea")
    kernel = ana.kernel()

    seen = bea.client.get(service.url(f"api/kernels/{kernel}"), headers=bea.token).status_code
    stopped = bea.client.delete(service.url(f"api/kernels/{kernel}"), headers=bea.token).status_code

    assert (seen, stopped) == (404, 404)
    assert ana.client.get(service.url(f"api/kernels/{kernel}"), headers=ana.token).status_code == 204


async def test_another_learner_cannot_speak_with_a_kernel(visit):
    ana, bea = visit("ana"), visit("bea")
    kernel = ana.kernel()

    with pytest.raises(HTTPClientError) as refused:
        await websocket_connect(bea.socket(kernel))
    own = await websocket_connect(ana.socket(kernel))
    await hang_up(own)

    assert refused.value.code == 404


async def test_a_kernel_runs_no_code_that_a_page_sends(visit):
    ana = visit("ana")
    kernel = ana.kernel()
    line = await websocket_connect(ana.socket(kernel))
    header = {"msg_id": "1", "msg_type": "execute_request", "session": "x", "username": "", "version": "5.3"}
    message = {"header": header, "parent_header": {}, "metadata": {}, "channel": "shell"}

    await line.write_message(json.dumps({**message, "content": {"code": "1 + 1"}}))
    info = {**header, "msg_id": "2", "msg_type": "kernel_info_request"}
    await line.write_message(json.dumps({**message, "header": info, "content": {}}))
    answered = set()
    while "2" not in answered:
        answer = json.loads(await line.read_message())
        answered.add(answer["parent_header"].get("msg_id"))
    await hang_up(line)

    assert "1" not in answered


def test_who_is_not_signed_in_is_sent_to_the_hub(service, visit):
    nobody = visit()

    pages = {path: nobody.client.get(service.url(path)) for path in ("", "home", "lesson/note")}

    assert {path: answer.status_code for path, answer in pages.items()} == dict.fromkeys(pages, 302)
    assert all("oauth2/authorize" in answer.headers["Location"] for answer in pages.values())
    assert nobody.client.get(service.url("api/kernels/" + "0" * 36)).status_code in (403, 404)


def test_people_of_other_cohorts_are_refused(service, visit):
    stranger = visit("dora", "nbgrader-elm")

    answers = [stranger.client.get(service.url(path)).status_code for path in ("", "home", "lesson/note")]

    assert answers == [403, 403, 403]


def test_staff_have_no_home_of_a_learner_and_see_lessons_without_records(service, visit):
    trainer = visit("tess", "formgrade-demo")

    assert trainer.client.get(service.url("home")).status_code == 403
    assert trainer.client.get(service.url("")).headers["Location"].endswith("/staff/")
    assert '"onward/note/screen' in trainer.client.get(service.url("lesson/note")).text


def test_a_forged_request_without_token_is_refused(service, visit):
    ana = visit("ana")
    kernel = ana.kernel()
    other_site = {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "cross-site"}

    stopped = ana.client.delete(service.url(f"api/kernels/{kernel}"), headers=other_site)
    left = ana.client.post(service.url("exit"), headers=other_site)
    language = ana.client.post(service.url("language"), data={"language": "ar"}, headers=other_site)

    assert [answer.status_code for answer in (stopped, left, language)] == [403, 403, 403]


@pytest.mark.parametrize(
    "path",
    [
        "api/contents",
        "api/kernels",
        "api/kernelspecs",
        "api/sessions",
        "api/terminals",
        "files/note.ipynb",
        "nbconvert/html/note.ipynb",
        "static/style/style.min.css",
        "tree",
        "voila/api/contents",
        "voila/api/shutdown/x",
        "voila/files/note.ipynb",
        "voila/render/note.ipynb",
        "voila/static/voila.js",
        "voila/tree",
        "lesson/..%2fservice",
        "lesson/no_such_lesson",
        "lesson/note.ipynb%00",
        "assets/no-0000000000.js",
        "assets/../lesson/note",
        "logout",
    ],
)
def test_nothing_else_is_served(service, visit, path):
    ana = visit("ana")

    answer = ana.client.get(service.url(path.replace("../", "%2e%2e/")))

    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_the_page_of_a_broken_notebook_says_so_in_plain_words_and_keeps_her_words_out_of_the_log(
    service, visit
):
    ana = visit("ana")

    answer = ana.client.get(service.url("lesson/broken"))

    assert "This page does not open" in answer.text
    assert "ValueError" not in answer.text
    log = service.log_file.read_text("utf-8")
    assert "Lesson broken failed" in log
    assert "secret word" not in log


def test_static_files_are_compressed_kept_for_a_year_and_named_by_their_content(service, visit):
    page = visit("ana").client.get(service.url("lesson/note")).text
    urls = set(re.findall(r'(?:src|href)="(/services/demo/assets/[^"]+)"', page))
    anybody = visit().client

    answers = [anybody.get(service.url()[: -len("/services/demo/")] + url) for url in urls]

    assert len(answers) >= 2
    for answer in answers:
        assert answer.headers["Cache-Control"] == "max-age=31536000, immutable"
        assert answer.headers["Content-Encoding"] == "br"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    plain = anybody.get(str(answers[0].url), headers={"Accept-Encoding": "identity"})
    zipped = anybody.get(str(answers[0].url), headers={"Accept-Encoding": "gzip"})
    assert plain.content == answers[0].content == zipped.content
    wrong = re.sub(r"-[0-9a-f]{10}\.", "-0000000000.", str(answers[0].url))
    assert anybody.get(wrong).status_code == 404


def test_every_page_forbids_whatever_it_does_not_need(service, visit):
    ana = visit("ana")

    for path in ("lesson/note", "home", "no/such/page"):
        headers = ana.client.get(service.url(path)).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'none'"
        assert re.fullmatch(r"'self' 'nonce-[\w-]{16}'", policy["script-src"])
        assert policy["style-src"] == "'self'"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "Server" not in headers


def test_a_kernel_gets_nothing_of_the_services_own_environment(service, visit):
    visit("ana").kernel()

    environments = [kernel.environ() for kernel in service.kernels()]

    assert environments
    for environment in environments:
        assert {"SECRET", "ONWARD_LEARNER_KEY", "JUPYTERHUB_API_TOKEN"}.isdisjoint(environment)


def test_a_notebook_that_opens_no_lesson_finds_neither_key_nor_database(visit):
    ana = visit("ana")

    page = html.unescape(ana.client.get(ana.service.url("lesson/curious")).text)

    assert re.findall("found: .*", page) == ["found: [] learner: ana"]
