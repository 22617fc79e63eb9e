"""Jupyter's configuration of a desk: nothing from elsewhere, and memory given back."""

c = get_config()  # type: ignore[name-defined]  # noqa: F821 -- Jupyter brings it
# No news, no look for updates, no shop of extensions: JupyterLab asks nobody outside.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
# On a port, every account of the machine could listen to what a kernel says.
c.KernelManager.transport = "ipc"
# A trainer who was removed at the Hub is out here after half a minute.
c.HubOAuth.cache_max_age = 30
# Kernels of an idle desk give their memory back.
c.MappingKernelManager.cull_idle_timeout = 1800
c.MappingKernelManager.cull_connected = True
