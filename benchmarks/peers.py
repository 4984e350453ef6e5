"""LlamaIndex, Haystack, txtai and Chroma with the same model and passages, in one run: a single question.

Install them in an environment of their own (they pull much that the bot does not need):
``pip install -c constraints.txt -e . llama-index-core llama-index-embeddings-huggingface haystack-ai
sentence-transformers-haystack txtai chromadb``. Those not installed are left out and named.
"""

import importlib.util
from collections.abc import Callable
from statistics import median
from typing import Any

from benchmarks.measure import Spent, spent
from benchmarks.record import QUESTIONS, seeds_app
from embeddings.encoder import DEFAULT_MODEL, locate

K = 10
Search = Callable[[str], Any]
MODEL = str(locate(DEFAULT_MODEL))


def llama_index(texts: list[str]) -> Search:
    from llama_index.core import VectorStoreIndex
    from llama_index.core.schema import TextNode
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    model = HuggingFaceEmbedding(model_name=MODEL, device="cpu")
    index = VectorStoreIndex([TextNode(text=text) for text in texts], embed_model=model)
    return index.as_retriever(similarity_top_k=K).retrieve


def haystack(texts: list[str]) -> Search:
    from haystack import Document
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from haystack_integrations.components.embedders.sentence_transformers import (
        SentenceTransformersDocumentEmbedder,
        SentenceTransformersTextEmbedder,
    )

    embedder = SentenceTransformersDocumentEmbedder(model=MODEL, progress_bar=False)
    embedder.warm_up()
    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    store.write_documents(embedder.run(documents=[Document(content=text) for text in texts])["documents"])
    asking = SentenceTransformersTextEmbedder(model=MODEL, progress_bar=False)
    asking.warm_up()
    return lambda question: store.embedding_retrieval(asking.run(text=question)["embedding"], top_k=K)


def txtai(texts: list[str]) -> Search:
    from txtai import Embeddings

    index = Embeddings(path=MODEL, method="sentence-transformers", content=True, gpu=False)
    index.index(texts)
    return lambda question: index.search(question, K)


def chroma(texts: list[str]) -> Search:
    import chromadb
    from chromadb.utils.embedding_functions import SentenceTransformerEmbeddingFunction

    made = SentenceTransformerEmbeddingFunction(model_name=MODEL, device="cpu", normalize_embeddings=True)
    collection = chromadb.EphemeralClient().create_collection("passages", embedding_function=made)
    collection.add(ids=[str(number) for number in range(len(texts))], documents=texts)
    return lambda question: collection.query(query_texts=[question], n_results=K)


PEERS = {
    "LlamaIndex": ("llama_index", llama_index),
    "Haystack": ("haystack", haystack),
    "txtai": ("txtai", txtai),
    "Chroma": ("chromadb", chroma),
}


def main() -> None:
    import torch

    with seeds_app() as app:
        texts = list(app.retriever.sentences())
        searches: dict[str, Search] = {"Communiqué": app.answering.ask}
        for name, (module, build) in PEERS.items():
            if importlib.util.find_spec(module) is None:
                print(f"{name} is not installed and left out.")
            else:
                searches[name] = build(texts)
        torch.set_num_threads(1)
        taken: dict[str, list[Spent]] = {name: [] for name in searches}
        for question in [QUESTIONS[0], *QUESTIONS]:
            for name, search in searches.items():
                taken[name].append(spent(lambda ask=search, words=question: ask(words)))
    ours = taken["Communiqué"][1:]
    print(f"Communiqué: one question {1000 * median(s.cpu for s in ours):.1f} ms of processor time")
    ratios = []
    for name in list(searches)[1:]:
        theirs = taken[name][1:]
        ratios.append(median(one.cpu / other.cpu for one, other in zip(ours, theirs, strict=True)))
        print(f"{name}: {1000 * median(s.cpu for s in theirs):.1f} ms; Communiqué takes {ratios[-1]:.2f} x")
    if ratios:
        print(f"Communiqué over the median of these: {median(ratios):.2f} x; must be at most 1.15")
