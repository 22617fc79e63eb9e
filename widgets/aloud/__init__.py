"""Reading aloud: recordings of our texts, sentence by sentence, in packs of a language each."""

from .pack import Pack, PackUnreadable, Recording
from .script import Line, script
from .sentences import mark_of, sentences

__all__ = ["Line", "Pack", "PackUnreadable", "Recording", "mark_of", "script", "sentences"]
