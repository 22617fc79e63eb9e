"""What all of the Hub's own pages share: frame, language, headers, and notices in place of error pages."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from jupyterhub.handlers.base import BaseHandler

from widgets.language import choose_language, load_text, page_languages
from widgets.language.text import Text

from ..settings import Settings
from .assets import hub_assets

HUB = Path(__file__).parent
LANGUAGE_COOKIE = "onward-language"
NOTICES = {403: "not_yours", 404: "missing", 503: "starting"}
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
TEMPLATES = Environment(
    loader=FileSystemLoader(HUB / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
ASSETS = hub_assets()


class DoorPage(BaseHandler):
    """A page of the Hub in our frame and the reader's language."""

    @property
    def onward(self) -> Settings:
        settings: Settings = self.settings["onward"]
        return settings

    @property
    def language(self) -> str:
        """What she chose just now or before; else what her browser asks for."""
        offered = [language.tag for language in page_languages()]
        chosen = [self.get_query_argument("language", ""), self.get_cookie(LANGUAGE_COOKIE, "")]
        accepted = [
            part.split(";")[0].strip() for part in self.request.headers.get("Accept-Language", "").split(",")
        ]
        return choose_language([tag for tag in [*chosen, *accepted] if tag], offered)

    @property
    def text(self) -> Text:
        return load_text(HUB / "text", self.language)

    def remember_language(self) -> None:
        """Until the browser is closed; the pages behind the door read it too."""
        if self.get_query_argument("language", ""):
            self._set_cookie(LANGUAGE_COOKIE, self.language, encrypted=False, path=self.base_url)

    def asset(self, name: str) -> str:
        return f"{self.hub.base_url}door/{ASSETS[name].file}"

    def page(self, template: str, **values: Any) -> str:
        return TEMPLATES.get_template(template).render(
            text=self.text,
            languages=page_languages(),
            asset=self.asset,
            hub=self.hub.base_url,
            quick_exit=self.onward.quick_exit_url,
            **values,
        )

    def write_error(self, status_code: int, **_kwargs: Any) -> None:
        """A plain notice; never a technical word."""
        if not hasattr(self, "_jupyterhub_user"):
            self._jupyterhub_user = None
        self.notice(NOTICES.get(status_code, "failed"), status_code)

    def notice(self, kind: str, status: int) -> None:
        self.set_status(status)
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(self.page("notice.html", kind=kind))

    def forget_expiry(self) -> None:
        """Cookies end with the browser: JupyterHub would keep one of them for an hour on a shared phone."""
        for cookie in getattr(self, "_new_cookie", {}).values():
            if cookie["max-age"] not in ("", 0, "0"):
                cookie["max-age"] = ""

    def finish(self, *args: Any, **kwargs: Any) -> Any:
        self.forget_expiry()
        return super().finish(*args, **kwargs)
