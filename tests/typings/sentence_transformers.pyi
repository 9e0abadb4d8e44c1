from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

class SentenceTransformer:
    def __init__(self, model_name_or_path: str, *, device: str) -> None: ...
    def encode(
        self, sentences: Sequence[str], *, batch_size: int, normalize_embeddings: bool, show_progress_bar: bool
    ) -> NDArray[np.float32]: ...
