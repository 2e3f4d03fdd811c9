"""The page for machines: schema.org GovernmentService. A data block, which no browser runs."""

import json
from typing import Any

from markupsafe import Markup

from motcua.portal.procedure.facts import channels
from motcua.portal.procedure.gathering import Shown
from motcua.ui.navigation import Contact

HARMLESS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
LONGEST = 2000


def block(data: dict[str, Any]) -> Markup:
    """The data inside its element; nothing in it can close the element."""
    text = json.dumps(data, ensure_ascii=False).translate(HARMLESS)
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(text))  # noqa: S704 (escaped above)


def service(shown: Shown, address: str, contact: Contact) -> dict[str, Any]:
    """What is published and verified; a value under doubt is left out."""
    version, content = shown.version, shown.content
    data: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "GovernmentService", "@id": address, "url": address,
        "identifier": version.code, "name": version.name, "serviceType": version.field_name,
        "description": content.summary[:LONGEST], "availableLanguage": ["vi", "en"],
        "provider": _provider(contact),
        "audience": [{"@type": "Audience", "audienceType": one} for one in content.subjects[:20]]
        if "subjects" not in shown.doubts else [],
        "availableChannel": _channels(shown, address) if "methods" not in shown.doubts else [],
        "serviceOutput": [{"@type": "Thing", "name": one.name} for one in content.results[:20]]
        if "result" not in shown.doubts else [],
        "offers": _offers(shown) if "fee" not in shown.doubts else [],
    }  # fmt: skip
    return {key: value for key, value in data.items() if value}


def _provider(contact: Contact) -> dict[str, str]:
    if not contact.name:
        return {}
    said = {"name": contact.name, "telephone": contact.phone, "email": contact.email, "address": contact.address}
    return {"@type": "GovernmentOrganization"} | {key: value for key, value in said.items() if value}


def _channels(shown: Shown, address: str) -> list[dict[str, Any]]:
    made: dict[str, dict[str, Any]] = {}
    for method in shown.content.methods:
        made.setdefault(method.channel, {"@type": "ServiceChannel", "name": channels()[method.channel]})
    if shown.offices.taking:
        made.setdefault("online", {"@type": "ServiceChannel", "name": channels()["online"]})["serviceUrl"] = address
    return list(made.values())


def _offers(shown: Shown) -> list[dict[str, Any]]:
    charges = [charge for method in shown.content.methods for charge in method.charges if charge.rule == "fixed"]
    prices = dict.fromkeys((charge.amount, charge.unit) for charge in charges)
    return [
        {"@type": "Offer", "price": amount, "priceCurrency": "VND", **({"description": unit} if unit else {})}
        for amount, unit in list(prices)[:20]
    ]
