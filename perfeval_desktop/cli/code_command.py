"""The command that says which stored form a check code on paper belongs to."""

from perfeval_desktop.cli.arguments import Arguments
from perfeval_desktop.cli.form_lookup import catalogue, store_path
from perfeval_desktop.cli.output import visible
from perfeval_desktop.code_lookup import code_sentences, find_code
from perfeval_desktop.storage.store import Store
from perfeval_desktop.terminal import print_line


def verify_code(arguments: Arguments) -> int:
    """Print which form a code belongs to; return 1 unless that form is as on the paper."""
    with Store.open(store_path(arguments), read_only=True) as store:
        found = find_code(store, catalogue(), arguments.check_code)
    for sentence in code_sentences(found):
        print_line(visible(sentence))
    return 0 if found and found[0].until is None else 1
