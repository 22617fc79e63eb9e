"""The cohort service with a stand-in for the Hub: for tests that need no sign-in page and no proxy.

`python service.py FOLDER PORT`; `options.json` in the folder holds more options, `machine/` the files that
say how much memory there is, `hub` whether the Hub refuses or is away.
`sign-in?token=ana:nbgrader-demo:1` makes one Ana, a learner. A signal USR1 puts the wall clock an hour
forward. Everything else, the tokens against forged requests too, is the product's.
"""

import json
import signal
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[3]))

from jupyterhub.services.auth import HubOAuth  # noqa: E402
from tornado.web import HTTPError  # noqa: E402

from deploy.cohort_service import service as product  # noqa: E402
from deploy.cohort_service.handlers import FramedHandler  # noqa: E402
from deploy.cohort_service.identity import CohortIdentity  # noqa: E402
from deploy.cohort_service.machine import Machine  # noqa: E402
from deploy.cohort_service.open_pages import Care  # noqa: E402
from deploy.cohort_service.options import ServiceOptions  # noqa: E402
from deploy.cohort_service.pages import learner_pages  # noqa: E402
from deploy.cohort_service.quiet_log import set_up_logging  # noqa: E402
from grading.cohort import Cohort  # noqa: E402
from grading.store import Store  # noqa: E402

BASE = "/services/demo/"


class StandInHub(HubOAuth):
    """Believes every token of the form `name:group:anything`, unless a file says `refuses` or `is away`."""

    state: Path

    async def _check_hub_authorization(self, url: str, api_token: str, **_: Any) -> dict[str, Any] | None:
        state = self.state.read_text("utf-8") if self.state.exists() else ""
        if state == "is away":
            raise HTTPError(500)
        if state == "refuses":
            return None
        name, group, _ = api_token.split(":")
        return {"name": name, "kind": "user", "groups": [group], "scopes": ["access:services!service=demo"]}


class SignIn(FramedHandler):
    def get(self) -> None:
        self.settings["identity_provider"].hub_auth._patch_xsrf(self)
        self.settings["identity_provider"].hub_auth.set_cookie(self, self.get_argument("token"))
        self.set_header("Content-Type", "text/html")
        self.finish('<link rel="icon" href="data:,">signed in')


class Away(FramedHandler):
    """The page that quick exit leads to, and what the Hub has at its own addresses."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/html")
        self.finish('<link rel="icon" href="data:,">The weather is fine.')

    def post(self) -> None:
        self.set_status(204)


class Identity(CohortIdentity):
    def __init__(self, **kwargs: Any) -> None:
        hub = StandInHub(
            oauth_client_id="service-demo",
            api_token="secret",
            base_url=BASE,
            access_scopes={"access:services!service=demo"},
        )
        hub.state = kwargs["parent"].options.cohort.folder / "hub"
        super().__init__(hub_auth=hub, **kwargs)


class ServiceForTests(product.CohortService):
    identity_class = Identity
    asset_roots = (*product.CohortService.asset_roots, HERE / "features")

    def init_handlers(self) -> list[tuple[Any, ...]]:
        return [(r"/away|/hub/exit|/hub/logout", Away), *super().init_handlers()]


def read_options(folder: Path, port: int) -> ServiceOptions:
    more = {"idle_minutes": 30, **json.loads((folder / "options.json").read_text("utf-8"))}
    product.PING = more.pop("ping", product.PING)
    care = Care(**more.pop("care", {}))
    compressed = Path(more.pop("compressed"))
    machine = Machine(folder / "machine")
    return ServiceOptions(
        Cohort("demo", folder),
        BASE,
        "127.0.0.1",
        port,
        "/away",
        compressed=compressed,
        care=care,
        machine=machine,
        **more,
    )


def put_the_clock_forward(*_: object) -> None:
    now = time.time
    time.time = lambda: now() + 3600


def main(folder: Path, port: int) -> None:
    set_up_logging()
    signal.signal(signal.SIGUSR1, put_the_clock_forward)
    options = read_options(folder, port)
    cohort = options.cohort
    with Store.open(cohort.store_url, cohort.keys) as store:
        ServiceForTests(options, store, [("sign-in", SignIn), *learner_pages(cohort, store)]).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
