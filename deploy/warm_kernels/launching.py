"""Starts a kernel in a forked process as the stock launcher does, without touching what all kernels share.

A fork shares a page of memory until somebody writes into it, and Python writes into an object whenever it is
looked at. Two things that ipykernel does at each start look at nearly everything: measured, 5.3 MB and 3.9 MB
of 22 MB that a kernel had for itself, and 25 ms.
"""

import atexit
import gc
import sys
from typing import Any

import zmq
from ipykernel import ipkernel, kernelapp
from ipykernel.zmqshell import ZMQInteractiveShell
from traitlets.config import Config
from traitlets.config.loader import DeferredConfigString


class ModulesAtHand:
    """`sys` for `ipykernel.ipkernel`, with the names of the modules' files side by side in memory.

    The kernel asks every module for its file, for the debugger to know what is not the user's code.
    """

    def __init__(self) -> None:
        files = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
        self.modules = {str(place): ModuleFile(file) for place, file in enumerate(files) if file}

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


class ModuleFile:
    """As much of a module as its file's name."""

    __slots__ = ("__file__",)

    def __init__(self, file: str) -> None:
        self.__file__ = copy_of(file)


def prepare() -> None:
    """In the zygote, once everything is imported."""
    rehearse()
    look_at_classes()
    for name in list(sys.modules):
        sys.modules[copy_of(name)] = sys.modules.pop(name)  # a kernel looks at each name
    ipkernel.sys = ModulesAtHand()


def rehearse() -> None:
    """Make an application and a shell for nobody, so that what their classes work out once is there.

    Neither opens a file or a socket, or starts a thread; what they change outside of themselves is undone.
    """
    settings = Config({"HistoryManager": {"enabled": False}})
    main, path, hook = sys.modules["__main__"], list(sys.path), sys.excepthook
    IPKernelApp(config=settings)
    shell = ZMQInteractiveShell(config=settings)
    atexit.unregister(shell.atexit_operations)
    sys.modules["__main__"], sys.path[:], sys.excepthook = main, path, hook


def look_at_classes() -> None:
    """What a class writes down when it is first looked at: a number for its attributes' cache.

    ZeroMQ's classes are asked for their annotations too: one without makes itself an empty table then, which
    takes the number from every class below it, and `Generic` is among them.
    """
    for kind in {*zmq.Socket.__mro__, *zmq.Context.__mro__} - {object}:
        getattr(kind, "__annotations__", None)
    for kind in [each for each in gc.get_objects() if isinstance(each, type)]:
        type.__getattribute__(kind, "__module__")


def copy_of(text: str) -> str:
    """The same text, in memory beside the copy made before."""
    return text.encode().decode()


class IPKernelApp(kernelapp.IPKernelApp):
    """ipykernel's own, which reads its few arguments here without asking every class for its settings.

    Its name stays, since logs and settings have it.
    """

    def parse_command_line(self, argv: list[str] | None = None) -> None:
        arguments = sys.argv[1:] if argv is None else argv
        config = read_arguments(arguments)
        if config is None:
            super().parse_command_line(argv)
            return
        self.argv = arguments
        self.cli_config = config
        self.update_config(config)


def launch() -> None:
    """What `python -m ipykernel_launcher` does."""
    IPKernelApp.launch_instance()


def read_arguments(arguments: list[str]) -> Config | None:
    """`-f FILE` and `--Class.trait=value`, as a service gives them; None where there is anything else."""
    config = Config()
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        name, is_set, value = word.removeprefix("--").partition("=")
        place, _, trait = name.partition(".")
        if word == "-f" and rest:
            config.IPKernelApp.connection_file = rest.pop(0)
        elif word.startswith("--") and is_set and place.isidentifier() and trait.isidentifier():
            config[place][trait] = DeferredConfigString(value)
        else:
            return None
    return config
