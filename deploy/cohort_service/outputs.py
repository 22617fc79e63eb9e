"""A cell's outputs as HTML, and the widgets' states as the page client reads them."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import mistune
import nh3

from widgets.page.assets import Asset

from .assets_handler import ServedAssets

WIDGET = "application/vnd.jupyter.widget-view+json"
IMAGES = ("image/png", "image/jpeg", "image/gif")
STUB = re.compile(r"""\s*export\s*\{\s*default\s*\}\s*from\s*["'](onward/[^"']+)["'];?\s*""")
CLEAN = nh3.Cleaner(url_schemes={"http", "https", "mailto", "tel", "data"}, link_rel="noreferrer noopener")

State = dict[str, Any]


def cell_html(cell: Mapping[str, Any]) -> str:
    """What a page shows of a cell: its text, or what it put out. Never its code."""
    if cell["cell_type"] == "markdown":
        return f"<section>{CLEAN.clean(str(mistune.html(cell['source'])))}</section>"
    if cell["cell_type"] != "code":
        return ""
    return "".join(
        f"<section>{html}</section>" for output in cell["outputs"] if (html := output_html(output))
    )


def output_html(output: Mapping[str, Any]) -> str:
    """One output in the best form that it offers; errors and warnings are not for her."""
    if output["output_type"] == "stream":
        return preformatted(output["text"]) if output["name"] == "stdout" else ""
    bundle = output.get("data", {})
    if WIDGET in bundle:
        return f'<div data-model="{escape(bundle[WIDGET]["model_id"])}"></div>'
    if "text/html" in bundle:
        return CLEAN.clean(bundle["text/html"])
    if "text/markdown" in bundle:
        return CLEAN.clean(str(mistune.html(bundle["text/markdown"])))
    for kind in IMAGES:
        if kind in bundle:
            data = re.sub(r"[^A-Za-z0-9+/=]", "", bundle[kind])
            return f'<img alt="" src="data:{kind};base64,{data}">'
    return preformatted(bundle["text/plain"]) if "text/plain" in bundle else ""


def preformatted(text: str) -> str:
    return f"<pre>{escape(text)}</pre>"


def page_models(states: Mapping[str, State], buffers: Mapping[str, Any]) -> list[State]:
    """The widgets in the order of their making. A page of anywidgets only gets their own traits only."""
    if any(is_stock(state) for state in states.values()):
        return [
            {
                "id": model_id,
                "name": state["_model_name"],
                "from": state["_model_module"],
                "state": dict(state),
                "buffers": bytes_of(buffers.get(model_id, {})),
            }
            for model_id, state in states.items()
        ]
    shown = {key: state for key, state in states.items() if is_anywidget(state) or is_box(state)}
    return [lean_model(model_id, state, buffers.get(model_id, {})) for model_id, state in shown.items()]


def lean_model(model_id: str, state: State, buffers: Mapping[Any, Any]) -> State:
    """What the page client reads of a widget; of our own screens only what is not empty."""
    traits = own_traits(state)
    if STUB.fullmatch(state.get("_esm", "")):
        traits = {key: value for key, value in traits.items() if value not in ("", {})}
    kind = {"name": state["_model_name"]} if is_box(state) else {}
    return {"id": model_id, **kind, "state": traits, **({"buffers": bytes_of(buffers)} if buffers else {})}


def bytes_of(buffers: Mapping[Any, Any]) -> list[list[Any]]:
    """Where in the state each binary value belongs, and the value in base64."""
    return [[list(path), each["data"]] for path, each in buffers.items()]


def own_traits(state: State) -> State:
    kept = {"_esm", "_css", "children"}
    dropped = {"layout", "tabbable", "tooltip", "box_style"}
    return {
        key: value
        for key, value in state.items()
        if key in kept or not (key.startswith("_") or key in dropped)
    }


def is_anywidget(state: State) -> bool:
    return state.get("_model_module") == "anywidget"


def is_box(state: State) -> bool:
    """A plain row or column, which the page client draws by itself."""
    return state.get("_model_name") in {"BoxModel", "HBoxModel", "VBoxModel"}


def is_stock(state: State) -> bool:
    """A widget that only the stock manager can draw."""
    return (
        not (is_anywidget(state) or is_box(state)) and bool(state.get("_view_name")) and not is_layout(state)
    )


def is_layout(state: State) -> bool:
    return state.get("_model_module") == "@jupyter-widgets/base" or state.get("_view_name") in {
        "LayoutView",
        "StyleView",
    }


def modules_of(models: Iterable[State]) -> list[str]:
    """Our modules that these widgets name."""
    stubs = (STUB.fullmatch(model["state"].get("_esm", "")) for model in models)
    return list(dict.fromkeys(stub[1] for stub in stubs if stub))


def serve_foreign_code(state: State, assets: ServedAssets, base: str) -> None:
    """Let an anywidget that brings its own code fetch it from us as a file: the page runs no inline code."""
    code = state.get("_esm", "")
    if code and not STUB.fullmatch(code):
        state["_esm"] = f'export {{ default }} from "{added(assets, "js", code, base)}"'
    if state.get("_css"):
        state["_css"] = added(assets, "css", state["_css"], base)


def added(assets: ServedAssets, extension: str, content: str, base: str) -> str:
    asset = Asset("widget", extension, content.encode())
    assets.add(asset)
    return base + asset.file
