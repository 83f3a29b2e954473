"""The command that makes a template of a form, filled in or blank."""

from perfeval_desktop import paths
from perfeval_desktop.atomic_write import write_atomically
from perfeval_desktop.cli.arguments import Arguments
from perfeval_desktop.cli.output import visible
from perfeval_desktop.domain.transcripts.words import with_told
from perfeval_desktop.terminal import print_error, print_line
from perfeval_desktop.told_words import read_told


def derive_command(arguments: Arguments) -> int:
    """Print the template of the first form in a file, or write it; what was guessed goes to the error stream.

    Return 1 where there is anything to look at.
    """
    from perfeval_desktop.exchange.deriving import derived  # noqa: PLC0415  # dear to load
    from perfeval_desktop.exchange.deriving.changes import with_name  # noqa: PLC0415
    from perfeval_desktop.exchange.deriving.files import first_form  # noqa: PLC0415

    (file,) = arguments.files
    told = read_told(paths.told_words_file())
    if told.trouble:
        print_error(told.trouble)
    words = with_told(told.words)
    sheet, found = first_form(file, words)
    result = derived(sheet, found, words)
    if arguments.out is None:
        print_line(result.template.text.rstrip("\n"))
    else:
        result = with_name(result, arguments.out.stem, result.template.name)
        write_atomically(arguments.out, result.template.text.encode())
        print_line(f"已写入“{arguments.out.name}”：模板“{result.template.name}”。")
    for guess in result.guesses:
        place = "" if guess.cell is None or not guess.cell.place else f"{guess.cell.place}："
        print_error(visible(f"{place}{guess.text}"))
    return 1 if result.guesses else 0
