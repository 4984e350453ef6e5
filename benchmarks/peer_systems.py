"""LlamaIndex, Haystack, txtai and Chroma, each as its own documentation says: passages saved, opened, searched.

Imports nothing but the system that is used, so that a fresh process shows what that one takes to start.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

K = 10
Search = Callable[[str], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class System:
    """A peer: the packages it comes in, the module that shows whether it is there, and its two steps.

    ``save`` takes a folder, the model's folder and the passages; ``open`` the two folders, and gives the search.
    """

    packages: tuple[str, ...]
    module: str
    save: Callable[[Path, str, list[str]], None]
    open: Callable[[Path, str], Search]


def _llama_model(model: str) -> Any:  # noqa: ANN401 - theirs
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    return HuggingFaceEmbedding(model_name=model, device="cpu")


def _save_llama(folder: Path, model: str, texts: list[str]) -> None:
    from llama_index.core import VectorStoreIndex
    from llama_index.core.schema import TextNode

    index = VectorStoreIndex([TextNode(text=text) for text in texts], embed_model=_llama_model(model))
    index.storage_context.persist(str(folder))


def _open_llama(folder: Path, model: str) -> Search:
    from llama_index.core import StorageContext, load_index_from_storage

    storage = StorageContext.from_defaults(persist_dir=str(folder))
    index = load_index_from_storage(storage, embed_model=_llama_model(model))
    retriever = index.as_retriever(similarity_top_k=K)
    return lambda question: retriever.retrieve(question)


def _save_haystack(folder: Path, model: str, texts: list[str]) -> None:
    from haystack import Document
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from haystack_integrations.components.embedders.sentence_transformers import SentenceTransformersDocumentEmbedder

    embedder = SentenceTransformersDocumentEmbedder(model=model, progress_bar=False)
    embedder.warm_up()
    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    documents = [Document(id=str(number), content=text) for number, text in enumerate(texts)]
    store.write_documents(embedder.run(documents=documents)["documents"])
    store.save_to_disk(str(folder / "store.json"))


def _open_haystack(folder: Path, model: str) -> Search:
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from haystack_integrations.components.embedders.sentence_transformers import SentenceTransformersTextEmbedder

    store = InMemoryDocumentStore.load_from_disk(str(folder / "store.json"))
    embedder = SentenceTransformersTextEmbedder(model=model, progress_bar=False)
    embedder.warm_up()
    return lambda question: store.embedding_retrieval(embedder.run(text=question)["embedding"], top_k=K)


def _save_txtai(folder: Path, model: str, texts: list[str]) -> None:
    from txtai import Embeddings

    index = Embeddings(path=model, method="sentence-transformers", content=True, gpu=False)
    index.index(texts)
    index.save(str(folder / "index"))


def _open_txtai(folder: Path, model: str) -> Search:
    from txtai import Embeddings

    index = Embeddings()
    index.load(str(folder / "index"))
    # Its SQLite connection is one for all threads.
    lock = threading.Lock()

    def search(question: str) -> Sequence[Any]:
        with lock:
            return list(index.search(question, K))

    return search


def _chroma(folder: Path) -> Any:  # noqa: ANN401 - theirs
    import chromadb

    return chromadb.PersistentClient(str(folder), settings=chromadb.Settings(anonymized_telemetry=False))


def _chroma_model(model: str) -> Any:  # noqa: ANN401 - theirs
    from chromadb.utils.embedding_functions import SentenceTransformerEmbeddingFunction

    return SentenceTransformerEmbeddingFunction(model_name=model, device="cpu", normalize_embeddings=True)


def _save_chroma(folder: Path, model: str, texts: list[str]) -> None:
    collection = _chroma(folder).create_collection("passages", embedding_function=_chroma_model(model))
    collection.add(ids=[str(number) for number in range(len(texts))], documents=texts)


def _open_chroma(folder: Path, model: str) -> Search:
    collection = _chroma(folder).get_collection("passages", embedding_function=_chroma_model(model))
    return lambda question: collection.query(query_texts=[question], n_results=K)["documents"][0]


SYSTEMS = {
    "LlamaIndex": System(
        ("llama-index-core", "llama-index-embeddings-huggingface"), "llama_index", _save_llama, _open_llama
    ),
    "Haystack": System(("haystack-ai", "sentence-transformers-haystack"), "haystack", _save_haystack, _open_haystack),
    "txtai": System(("txtai",), "txtai", _save_txtai, _open_txtai),
    "Chroma": System(("chromadb",), "chromadb", _save_chroma, _open_chroma),
}
