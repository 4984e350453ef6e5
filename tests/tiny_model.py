"""A tiny encoder made on the spot: random vectors of words, whose cosines all lie high."""

from pathlib import Path

from embeddings.encoder import DEFAULT_MODEL, locate

SHIFT = 0.3
"""What every number of a vector has more of: the larger, the nearer to 1 all cosines."""


def save_tiny_model(folder: Path) -> Path:
    """Save a sentence-transformers model of 32 dimensions: it knows texts by the words they share, nothing else."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(locate(DEFAULT_MODEL) / "tokenizer.json"))
    drawn = torch.randn(tokenizer.get_vocab_size(), 32, generator=torch.Generator().manual_seed(0)) / 32**0.5
    module = StaticEmbedding(tokenizer, embedding_weights=drawn + SHIFT)
    SentenceTransformer(modules=[module], device="cpu").save(str(folder))
    return folder
