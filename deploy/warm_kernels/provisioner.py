"""The kernel provisioner `onward`: jupyter_client's own, but for where a kernel's process comes from."""

from pathlib import Path
from typing import Any

from jupyter_client.provisioning import LocalProvisioner
from traitlets import Integer, List, Unicode

from .keeper import keeper_for
from .limits import Limits
from .order import CannotFork, order_of


class WarmProvisioner(LocalProvisioner):
    """Forks kernels from a zygote; what can't be forked starts the stock way, with a warning in the log."""

    preload = List(
        Unicode(),
        help="What the zygote imports; `module:function` is called too. Other names, another zygote.",
    ).tag(config=True)
    megabytes = Integer(0, help="Of address space for a kernel; 0: no limit.").tag(config=True)
    cpu_seconds = Integer(0, help="Seconds of processor time for a kernel; 0: no limit.").tag(config=True)
    processes = Integer(0, help="Processes and threads of the account; 0: no limit.").tag(config=True)

    @property
    def limits(self) -> Limits:
        return Limits(self.megabytes, self.cpu_seconds, self.processes)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        try:
            order = order_of(cmd, kwargs, self.limits)
            self.process = await keeper_for(self.preload, order.environment).ask(order)
        except CannotFork as error:
            self.log.warning("A kernel is started the stock way: %s", error)
            connection: dict[str, Any] = await super().launch_kernel(cmd, **kwargs)
            self.limits.put_on(self.process.pid)
            return connection
        self.pid = self.pgid = self.process.pid  # it leads a session of its own
        self.cwd = kwargs.get("cwd", Path.cwd())
        return dict(self.connection_info)
