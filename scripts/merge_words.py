"""Bring the catalogues up to what the code and the pages say, and merge translations into them.

    python scripts/merge_words.py                        gather; English is filled in by itself
    python scripts/merge_words.py sv=/tmp/swedish.po …   and take over these pairs

Ends with 1 when a word is still missing, and says which.
"""

import sys
from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
CATALOGS = ROOT / "labapp/i18n/catalogs"
SOURCE = "en"  # the language that the code speaks: every word is its own translation
HEADER = """\
# What labapp says. Gathered by scripts/merge_words.py.
msgid ""
msgstr ""
"Language: {catalogue.locale_identifier}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {catalogue.plural_forms}\\n"

"""


def gather() -> Catalog:
    """Collect every word that the code and the pages say."""
    with (ROOT / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)
    said = Catalog()
    for folder in ("labapp", "templates"):
        here = [
            (pattern.removeprefix(f"{folder}/"), method)
            for pattern, method in methods
            if pattern.startswith(folder)
        ]
        for _file, _line, words, comments, _context in extract_from_dir(
            ROOT / folder, here, {k.removeprefix(f"{folder}/"): v for k, v in options.items()}
        ):
            said.add(words, auto_comments=comments)
    return said


def read(path: Path, tag: str) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=tag)


def spoken(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def is_whole(message: Message) -> bool:
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(texts) and not message.fuzzy


def take_over(catalogue: Catalog, pairs: Catalog) -> None:
    """Use the translations of somebody's pairs; a later file wins."""
    for pair in spoken(pairs):
        message = catalogue.get(pair.id)
        if message and is_whole(pair):
            message.string = pair.string
            message.flags.discard("fuzzy")
        elif not message:
            sys.stderr.write(f"nobody says: {pair.id}\n")


def write(catalogue: Catalog, path: Path) -> None:
    """Write what changes with the words, and nothing that changes with the day."""
    with path.open("wb") as target:
        target.write(HEADER.format(catalogue=catalogue).encode())
        write_po(
            target,
            catalogue,
            no_location=True,
            omit_header=True,
            sort_output=True,
            ignore_obsolete=True,
        )


def update(tag: str, said: Catalog, files: Iterable[str]) -> list[str]:
    """Bring one language up to date; returns what it cannot say yet."""
    path = CATALOGS / tag / "LC_MESSAGES/labapp.po"
    catalogue = read(path, tag)
    catalogue.update(deepcopy(said), no_fuzzy_matching=True, update_creation_date=False)
    for file in files:
        take_over(catalogue, read(Path(file), tag))
    if tag == SOURCE:
        for message in spoken(catalogue):
            message.string = message.id
    write(catalogue, path)
    return [str(message.id) for message in spoken(catalogue) if not is_whole(message)]


def main(arguments: list[str]) -> int:
    pairs = [argument.split("=", 1) for argument in arguments]
    said = gather()
    missing = {
        folder.name: update(folder.name, said, (file for tag, file in pairs if tag == folder.name))
        for folder in sorted(CATALOGS.iterdir())
        if folder.is_dir()
    }
    for tag, words in missing.items():
        for word in words:
            print(f"{tag} cannot say: {word}")
    return 1 if any(missing.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
