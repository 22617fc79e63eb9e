"""axe-core on a page: which of the WCAG 2.2 A and AA rules it breaks. Fetched with npm, for tests only."""

import fcntl
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from deploy.proxy import run_npm

HERE = Path(__file__).parent
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async (tags) => {
    const { violations } = await axe.run(document, { runOnly: tags });
    const places = (nodes) => nodes.map(({ html, failureSummary }) => html + failureSummary);
    return violations.map(({ id, nodes }) => `${id}: ${places(nodes)}`);
}"""


def fetched(folder: Path) -> Path:
    """Axe's script, installed into `folder` as the lock file says."""
    script = folder / "node_modules" / "axe-core" / "axe.min.js"
    with (folder / "installing").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not script.exists():
            for name in ("package.json", "package-lock.json"):
                shutil.copy(HERE / name, folder)
            run_npm(folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    return script


def broken_rules(page: Page, script: Path) -> list[Any]:
    """Each broken rule with the elements that break it. The page's own policy lets no foreign script in."""
    session = page.context.new_cdp_session(page)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame})
    place = {"contextId": world["executionContextId"], "awaitPromise": True, "returnByValue": True}
    session.send("Runtime.evaluate", {"expression": script.read_text("utf-8"), **place})
    answer = session.send("Runtime.evaluate", {"expression": f"({RUN})({TAGS})", **place})
    session.detach()
    if "exceptionDetails" in answer:
        raise AssertionError(answer["exceptionDetails"])
    return answer["result"]["value"]
