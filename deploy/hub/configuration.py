"""JupyterHub's configuration, made from the settings and the cohorts on disk."""

import secrets

from traitlets.config import Config

from ..cohorts import Place, places
from ..proxy import proxy_command
from ..settings import Settings
from .door import HEADERS
from .files import console_token, open_roster, open_vault
from .pages import pages
from .ports import free_ports
from .quiet import log_request
from .services import TRUSTED, CohortServices, console_role, console_service, cookies, everybody


def configure(settings: Settings) -> Config:
    """Everything that JupyterHub needs to know."""
    config = Config()
    found = places(settings)
    hub_port, proxy_port, *others = free_ports(2 + 2 * len(found))
    configure_addresses(config, settings, hub_port, proxy_port)
    configure_files(config, settings)
    configure_door(config, settings)
    configure_cohorts(config, settings, found, others)
    return config


def configure_addresses(config: Config, settings: Settings, hub_port: int, proxy_port: int) -> None:
    """The Hub and its proxy talk on free ports of this machine, so that two installations fit on one."""
    config.JupyterHub.bind_url = f"http://{settings.host}:{settings.port}/"
    if settings.public_url:
        config.JupyterHub.public_url = settings.address
        config.JupyterHub.trusted_downstream_ips = TRUSTED
    config.JupyterHub.hub_bind_url = f"http://127.0.0.1:{hub_port}"
    config.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{proxy_port}"
    config.ConfigurableHTTPProxy.command = proxy_command(settings)
    config.ConfigurableHTTPProxy.pid_file = str(settings.hub / "proxy.pid")
    config.ConfigurableHTTPProxy.auth_token = secrets.token_hex(32)


def configure_files(config: Config, settings: Settings) -> None:
    config.JupyterHub.db_url = f"sqlite:///{settings.hub / 'jupyterhub.sqlite'}"
    config.JupyterHub.cookie_secret_file = str(settings.hub / "cookie_secret")


def configure_door(config: Config, settings: Settings) -> None:
    config.JupyterHub.authenticator_class = "deploy.hub.authenticator.RosterAuthenticator"
    config.RosterAuthenticator.roster = open_roster(settings)
    config.RosterAuthenticator.vault = open_vault(settings)
    config.RosterAuthenticator.idle_minutes = settings.idle_minutes
    config.RosterAuthenticator.pages = pages
    config.JupyterHub.spawner_class = "deploy.hub.app.NoServer"
    config.JupyterHub.redirect_to_server = False
    config.JupyterHub.tornado_settings = {
        "headers": HEADERS,
        "cookie_options": cookies(settings),
        "log_function": log_request,
        "onward": settings,
    }


def configure_cohorts(config: Config, settings: Settings, found: list[Place], ports: list[int]) -> None:
    cohorts = [
        CohortServices(place, settings, *ports[2 * index : 2 * index + 2])
        for index, place in enumerate(found)
    ]
    config.JupyterHub.services = [
        *(service for cohort in cohorts for service in cohort.services()),
        console_service(console_token(settings)),
    ]
    config.JupyterHub.load_roles = [
        everybody(),
        console_role(),
        *(role for cohort in cohorts for role in cohort.roles()),
    ]
