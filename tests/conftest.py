"""What every test may ask for: the shared reading material, a loaded pipeline, the vocabulary."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy import Language

    from solieu.lexicon import Lexicon

pytest_plugins = ["plugins.skips", "pytester"]

# No test measures time: on a busy machine a property is as true as on an idle one.
settings.register_profile("solieu", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("solieu")

CHECKOUT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reading material that is not part of the project; a test without it is skipped."""
    folder = Path(os.environ.get("SOLIEU_SHARED") or CHECKOUT.parent / "shared")
    if not (folder / "gold").is_dir():
        pytest.skip(f"needs the shared material ({folder}; name its place in SOLIEU_SHARED)")
    return folder


@pytest.fixture(scope="session", autouse=True)
def pages_read_here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Pages that text recognition reads are kept with the tests' files, not with the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOLIEU_CACHE", str(tmp_path_factory.mktemp("pages")))
        yield


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The project's vocabulary, without a user's additions."""
    from solieu import lexicon

    return lexicon.load()


@pytest.fixture(scope="session")
def nlp(lexicon: Lexicon) -> Language:
    """The pipeline that tokenises, loaded once for the whole run."""
    from solieu import tokenise

    return tokenise.load(lexicon=lexicon)
