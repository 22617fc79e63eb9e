"""Who may do what: roles from the Hub's groups, and a kernel only for its owner."""

from enum import Enum
from typing import Any

from jupyter_server.auth.authorizer import Authorizer
from tornado import web

from .options import ServiceOptions


class Role(Enum):
    LEARNER = "learner"
    STAFF = "staff"


def role_of(user: Any, options: ServiceOptions) -> Role | None:
    """Staff or learner of this cohort, by nbgrader's own group names; None: neither."""
    groups = user.hub_user.get("groups", [])
    if options.staff_group in groups:
        return Role.STAFF
    return Role.LEARNER if options.learner_group in groups else None


class OwnKernelsOnly(Authorizer):
    """Lets a person reach her own kernels; another's answers as if it were not there."""

    def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:
        if resource != "kernels":
            return False
        owner = handler.kernel_manager.owner_of(handler.path_kwargs.get("kernel_id", ""))
        if not owner or owner.name != user.username:
            raise web.HTTPError(404)
        return True
