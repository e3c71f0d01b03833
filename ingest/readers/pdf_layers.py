"""Which layers of a PDF are switched off when it is opened, and so what on them nobody sees (PDF 32000-1, 8.11)."""

from __future__ import annotations

from pdfminer.pdftypes import PDFObjRef, dict_value, resolve1
from pdfplumber.pdf import PDF


def layers_off(pdf: PDF) -> frozenset[int]:
    """Give the object numbers of the layers that are off by the file's default configuration."""
    properties = dict_value(pdf.doc.catalog.get("OCProperties") or {})
    default = dict_value(properties.get("D") or {})
    off = _numbers(default.get("OFF"))
    if str(getattr(resolve1(default.get("BaseState")), "name", "ON")) == "OFF":
        off |= _numbers(properties.get("OCGs")) - _numbers(default.get("ON"))
    return off


def is_off(named: object, off: frozenset[int]) -> bool:
    """Tell whether what a page marks as belonging to a layer, or to several of which one must be on, is off."""
    if isinstance(named, PDFObjRef) and named.objid in off:
        return True
    group = resolve1(named)
    members = group.get("OCGs") if isinstance(group, dict) else None
    listed = members if isinstance(members, PDFObjRef) else resolve1(members)
    if isinstance(listed, PDFObjRef):
        listed = resolve1(listed) if isinstance(resolve1(listed), list) else [listed]
    numbers = _numbers(listed)
    return bool(numbers) and numbers <= off


def _numbers(references: object) -> frozenset[int]:
    listed = resolve1(references)
    if not isinstance(listed, list):
        return frozenset()
    return frozenset(one.objid for one in listed if isinstance(one, PDFObjRef))
