"""The network behind stance and reader: the embedder's six layers as a cross-encoder over (proposition, statement).

The token embeddings are the embedder's own, frozen, so that one copy on disk serves both; what is learned are
the layers, the position and segment embeddings, and one linear head per task ("one encoder, several heads").
A larger encoder of another kind (MPNet) may stand in its place, to teach from. Imports torch: import this module only where
a network is needed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from tokenizers import Encoding, Tokenizer
from tokenizers.processors import TemplateProcessing
from torch import Tensor, nn
from transformers import BertConfig, BertModel, MPNetConfig, MPNetModel

from rag.stance.model import MAX_TOKENS

_AT_ONCE = 64  # texts
_LENGTH_STEP = 4  # batches are padded to a multiple of it: fewer shapes, fewer kernels to prepare


class PairNetwork(nn.Module):
    """(proposition, statement) token ids to one row of logits per pair and head."""

    def __init__(self, config: BertConfig | MPNetConfig, heads: Mapping[str, int]) -> None:
        super().__init__()
        self.encoder = (
            MPNetModel(config, add_pooling_layer=False)
            if isinstance(config, MPNetConfig)
            else BertModel(config, add_pooling_layer=False)
        )
        width = 4 * config.hidden_size
        self.heads = nn.ModuleDict({name: nn.Linear(width, size) for name, size in heads.items()})
        self.dropout = nn.Dropout(config.hidden_dropout_prob)

    def features(self, ids: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
        """What the heads read, (pairs, 4 x width)."""
        told = {"token_type_ids": segments} if isinstance(self.encoder, BertModel) else {}
        hidden = self.encoder(input_ids=ids, attention_mask=mask, **told).last_hidden_state
        return pool(hidden.float(), segments, mask)

    def vectors(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Unit vectors of texts: the mean of their tokens' states, (texts, width)."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        mean = (hidden * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
        return nn.functional.normalize(mean, dim=-1)

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor, head: str = "stance") -> Tensor:
        """Logits of one head, (pairs, labels of the head)."""
        logits: Tensor = self.heads[head](self.dropout(self.features(ids, segments, mask)))
        return logits


def pool(hidden: Tensor, segments: Tensor, mask: Tensor) -> Tensor:
    """[CLS], the mean of each part, and how far the means lie apart: (pairs, 4 x width)."""
    second = (segments * mask).unsqueeze(-1).float()
    first = mask.unsqueeze(-1).float() - second
    means = [(hidden * part).sum(1) / part.sum(1).clamp(min=1.0) for part in (first, second)]
    return torch.cat([hidden[:, 0], *means, (means[0] - means[1]).abs()], dim=-1)


def build(embedder_folder: Path, heads: Mapping[str, int]) -> PairNetwork:
    """The network as it starts: the weights of a folder (BERT or MPNet) and fresh heads; token embeddings frozen."""
    told = json.loads((embedder_folder / "config.json").read_text(encoding="utf-8"))
    config = MPNetConfig(**told) if told.get("model_type") == "mpnet" else BertConfig(**told)
    network = PairNetwork(config, heads)
    state = load_file(embedder_folder / "model.safetensors")
    own = {name: tensor for name, tensor in state.items() if not name.startswith("pooler.")}
    network.encoder.load_state_dict(own, strict=False)
    network.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    return network


def tokenizer(embedder_folder: Path) -> Tokenizer:
    """The embedder's tokenizer, cutting pairs at ``MAX_TOKENS`` and padding nothing; it tells a pair's second text from the first."""
    found = Tokenizer.from_file(str(embedder_folder / "tokenizer.json"))
    found.no_padding()
    if found.token_to_id("</s>") is not None:  # MPNet's own leaves all in one segment
        ends = [(name, found.token_to_id(name)) for name in ("<s>", "</s>")]
        found.post_processor = TemplateProcessing(
            single="<s> $A </s>", pair="<s> $A </s> </s> $B:1 </s>:1", special_tokens=ends
        )
    found.enable_truncation(MAX_TOKENS, strategy="longest_first")
    return found


def each(
    words: Tokenizer, texts: Sequence[str] | Sequence[tuple[str, str]], width: int, run: Callable[..., Tensor]
) -> NDArray[np.float32]:
    """What ``run`` makes of the ids, segments and mask of each text or pair, (texts, ``width``), those of like length together."""
    order = sorted(range(len(texts)), key=lambda n: len("".join(texts[n])))
    found = np.zeros((len(texts), width), dtype=np.float32)
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(order), _AT_ONCE):
            part = order[start : start + _AT_ONCE]
            found[part] = run(*collate(words.encode_batch([texts[n] for n in part]))).float().numpy()
    return found


def collate(encodings: Sequence[Encoding]) -> tuple[Tensor, Tensor, Tensor]:
    """Token ids, segment ids and mask of one batch, each (pairs, longest rounded up)."""
    longest = max(len(e.ids) for e in encodings)
    width = min(-(-longest // _LENGTH_STEP) * _LENGTH_STEP, MAX_TOKENS)
    ids, segments, mask = (torch.zeros(len(encodings), width, dtype=torch.long) for _ in range(3))
    for row, encoding in enumerate(encodings):
        size = len(encoding.ids)
        ids[row, :size] = torch.tensor(encoding.ids)
        segments[row, :size] = torch.tensor(encoding.type_ids)
        mask[row, :size] = 1
    return ids, segments, mask
