"""As much of lxml.html as newsdiff uses."""

from lxml.etree import _Element

class HtmlElement(_Element): ...
