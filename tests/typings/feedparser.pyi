"""As much of feedparser as newsdiff uses."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

class CharacterEncodingOverride(Exception): ...
class NonXMLContentType(Exception): ...

def parse(
    url_file_stream_or_string: BytesIO,
    *,
    response_headers: Mapping[str, str],
    sanitize_html: bool,
    resolve_relative_uris: bool,
) -> dict[str, Any]: ...

class _Mixin:
    baseuri: str
    can_be_relative_uri: set[str]
    resolve_uri: Callable[[_Mixin, str], str]
    guidislink: bool
    _sync_author_detail: Callable[..., None]
    def _get_context(self) -> dict[str, Any]: ...

class _MixinModule:
    _FeedParserMixin: type[_Mixin]
    copy: object
    make_safe_absolute_uri: Callable[..., str]
    @staticmethod
    def _urljoin(base: str, uri: str) -> str: ...

class _ApiModule:
    PREFERRED_XML_PARSERS: list[str]
    _StrictFeedParser: type

class _DatesModule:
    _date_handlers: list[object]

api: _ApiModule
mixin: _MixinModule
datetimes: _DatesModule
