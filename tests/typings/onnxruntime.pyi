"""As much of onnxruntime as newsdiff uses."""

from collections.abc import Mapping, Sequence
from typing import Any

from numpy.typing import NDArray

class NodeArg:
    name: str

class SessionOptions:
    intra_op_num_threads: int
    inter_op_num_threads: int

class InferenceSession:
    def __init__(
        self, path_or_bytes: str | bytes, sess_options: SessionOptions, *, providers: Sequence[str]
    ) -> None: ...
    def get_inputs(self) -> list[NodeArg]: ...
    def run(self, output_names: Sequence[str], input_feed: Mapping[str, NDArray[Any]]) -> list[NDArray[Any]]: ...
