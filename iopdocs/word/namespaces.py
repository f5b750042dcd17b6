"""The namespaces of Word files, each written once; with a brace on each side they begin the names of elements."""

from __future__ import annotations

#: What Office's own names begin with. Nobody fetches them.
OPEN_XML, MICROSOFT = "http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/"
MICROSOFT_URN = "urn:schemas-microsoft"
#: The other dialect of the format (Strict): Word reads it among ours, and nothing here looks for it.
STRICT = "http://purl.oclc.org/ooxml/"

WORDPROCESSING = f"{OPEN_XML}wordprocessingml/2006/main"
DRAWING = f"{OPEN_XML}drawingml/2006/main"
WORD_DRAWING = f"{OPEN_XML}drawingml/2006/wordprocessingDrawing"
CHART = f"{OPEN_XML}drawingml/2006/chart"
MATH_MARKUP = f"{OPEN_XML}officeDocument/2006/math"
ALTERNATIVES = f"{OPEN_XML}markup-compatibility/2006"
SCHEMA_LIBRARY = f"{OPEN_XML}schemaLibrary/2006/main"
WORD_2012_DRAWING = f"{MICROSOFT}office/word/2012/wordprocessingDrawing"

#: Relationships as attributes name them, what their types begin with, and their own elements; lists of content types.
OFFICE_RELATIONS = f"{OPEN_XML}officeDocument/2006/relationships"
RELATIONSHIPS = f"{OPEN_XML}package/2006/relationships"
CONTENT_TYPE_LIST = f"{OPEN_XML}package/2006/content-types"

CORE_PROPERTIES = f"{OPEN_XML}package/2006/metadata/core-properties"
EXTENDED_PROPERTIES = f"{OPEN_XML}officeDocument/2006/extended-properties"
CUSTOM_PROPERTIES = f"{OPEN_XML}officeDocument/2006/custom-properties"
PROPERTY_VALUES = f"{OPEN_XML}officeDocument/2006/docPropsVTypes"
PURL = "http://purl.org/"
DUBLIN_CORE, DUBLIN_CORE_TERMS = f"{PURL}dc/elements/1.1/", f"{PURL}dc/terms/"

W3C = "http://www.w3.org/"
RDF = f"{W3C}1999/02/22-rdf-syntax-ns#"
SCHEMA_INSTANCE = f"{W3C}2001/XMLSchema-instance"
XLINK = f"{W3C}1999/xlink"

#: What the names of Word's own elements begin with: ``W + "p"`` is a paragraph.
W = f"{{{WORDPROCESSING}}}"
#: The same of formulas, relationships in attributes, alternatives, and the two namespaces of the older drawings, VML.
M = f"{{{MATH_MARKUP}}}"
R = f"{{{OFFICE_RELATIONS}}}"
MC = f"{{{ALTERNATIVES}}}"
V, O = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - Office's own prefix
#: Whether an attribute keeps white space as it stands.
XML_SPACE = f"{{{W3C}XML/1998/namespace}}space"
#: Prefixes for searches.
PREFIXES = {"w": WORDPROCESSING, "wp": WORD_DRAWING, "mc": ALTERNATIVES, "r": OFFICE_RELATIONS}
