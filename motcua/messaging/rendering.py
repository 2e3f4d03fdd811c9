"""From a purpose and its words to the text of a channel, in the recipient's language."""

import functools
import re

from django.utils import translation
from django.utils.translation import gettext as _
from jinja2 import Environment, PackageLoader

from motcua.messaging.purposes import AboutDossier, Words
from motcua.ui.environment import environment

LONGEST_SMS = 1500  # characters; gateways cut or refuse what is longer


@functools.cache
def _environment() -> Environment:
    """The product's environment for plain text: nothing is escaped, line ends are kept."""
    made = environment(autoescape=False, loader=PackageLoader("motcua.messaging", "jinja2/messages"))
    made.trim_blocks = False
    return made


def render(purpose: str, channel: str, words: Words) -> tuple[str, str]:
    """Subject line ("" for SMS) and body. Raises jinja2's errors for a missing template or word."""
    with translation.override(words.language):
        template = _environment().get_template(f"{purpose}.{channel}.txt")
        text = template.render({name: getattr(words, name) for name in type(words).model_fields})
        if channel == "sms":
            return "", _fit(_compact(text), words)
        subject, _newline, body = text.strip().partition("\n")
        return " ".join(subject.split())[:200], re.sub(r"\n{3,}", "\n\n", _even(body)).strip() + "\n"


def segments(text: str) -> int:
    """How many SMS the network makes of a Vietnamese text: UCS-2, 70 characters, or 67 in each part."""
    units = len(text.encode("utf-16-le")) // 2
    return 1 if units <= 70 else -(-units // 67)


def _even(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def _compact(text: str) -> str:
    """One line per sentence or item, no empty lines."""
    return "\n".join(line for line in _even(text).splitlines() if line)


def _fit(text: str, words: Words) -> str:
    """A text over the gateways' limit keeps its beginning and says where the rest is."""
    if len(text) <= LONGEST_SMS or not isinstance(words, AboutDossier):
        return text
    rest = _("… Còn nữa. Xem đủ ở mục “Tra cứu hồ sơ”, hoặc gọi %(phone)s.") % {"phone": words.office.phone}
    return text[: LONGEST_SMS - len(rest)].rsplit(" ", 1)[0] + rest
