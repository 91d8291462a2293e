"""Completion in bash, zsh and fish: a script for each, and where the shell finds it.

Typer's own scripts would not do: zsh does not see ``#compdef`` below an empty line, its function
completes nothing when it is first loaded, bash breaks ``company:amazon`` at the colon, and a long
help text becomes a candidate of its own. So each shell asks in fish's form, a candidate and its
help a line, and reads that itself.
"""

import os
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from cdnaudit.errors import OutputError, UsageError
from cdnaudit.files import write_whole


class Shell(StrEnum):
    """Shells that have a script."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


# COLUMNS keeps a help text in one line: Typer would wrap it to the terminal's width.
BASH = r"""# cdnaudit completion for bash
_cdnaudit() {
    local line=${COMP_LINE:0:COMP_POINT} before="" found
    local word=${line##*[[:space:]]}
    # readline breaks words at the colon: what stands before it is not replaced
    [[ $word == *:* && $COMP_WORDBREAKS == *:* ]] && before=${word%"${word##*:}"}
    COMPREPLY=()
    while IFS= read -r found; do
        found=${found%%$'\t'*}
        [[ $found ]] && COMPREPLY+=("${found#"$before"}")
    done < <(env COLUMNS=9999 _CDNAUDIT_COMPLETE=complete_fish \
        _TYPER_COMPLETE_FISH_ACTION=get-args _TYPER_COMPLETE_ARGS="$line" "$1" 2> /dev/null)
}

complete -o default -F _cdnaudit cdnaudit
"""
ZSH = r"""#compdef cdnaudit
# cdnaudit completion for zsh: a file _cdnaudit in a folder of $fpath, or sourced after compinit
_cdnaudit() {
    local line help
    local -a found
    for line in "${(@f)$(env COLUMNS=9999 _CDNAUDIT_COMPLETE=complete_fish \
        _TYPER_COMPLETE_FISH_ACTION=get-args _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" \
        "${words[1]}" 2> /dev/null)}"; do
        [[ $line == *$'\t'* ]] && help=":${line#*$'\t'}" || help=""
        [[ -n $line ]] && found+=("${${line%%$'\t'*}//:/\\:}$help")
    done
    [[ $PREFIX == --*=* ]] && compset -P '*='
    if (( $#found )); then
        _describe -V cdnaudit found
    else
        compset -P '*:'
        _files
    fi
}

if [[ ${funcstack[1]} == _cdnaudit ]]; then
    _cdnaudit "$@"
else
    compdef _cdnaudit cdnaudit
fi
"""
FISH = r"""# cdnaudit completion for fish
function __cdnaudit_finds
    set -l words (commandline -cpo)
    set -g __cdnaudit_found (env COLUMNS=9999 _CDNAUDIT_COMPLETE=complete_fish \
        _TYPER_COMPLETE_FISH_ACTION=get-args _TYPER_COMPLETE_ARGS=(commandline -cp | string collect) \
        $words[1] 2> /dev/null)
    test -n "$__cdnaudit_found" || return
    set -l flag (string match --regex -- '^--[^=]+=' (commandline -ct))
    and set __cdnaudit_found "$flag"$__cdnaudit_found
    return 0
end

complete --command cdnaudit --condition __cdnaudit_finds --no-files --arguments '$__cdnaudit_found'
"""
SCRIPTS: Mapping[str, str] = {Shell.BASH: BASH, Shell.ZSH: ZSH, Shell.FISH: FISH}


def show(shell: str) -> None:
    """Write the script of a shell to standard output.

    Raises:
        UsageError: the shell is not known.
    """
    sys.stdout.write(SCRIPTS[_known(shell)])


def install() -> None:
    """Put the script where the user's shell looks for it; no start-up file is changed.

    Raises:
        UsageError: the shell is not known.
        OutputError: the file cannot be written.
    """
    shell = _known(Path(os.environ.get("SHELL", "")).name)
    file = _file(shell)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(file, error.strerror or str(error)) from None
    write_whole(file, SCRIPTS[shell])
    sys.stdout.write(f"wrote {file}\n{_afterwards(shell, file)}\n")


def _known(shell: str) -> Shell:
    if shell not in set(Shell):
        raise UsageError(f"shell {shell!r} is not known; use --show-completion bash, zsh or fish")
    return Shell(shell)


def _file(shell: Shell) -> Path:
    """Return where the shell looks for a user's own completions.

    Source: bash-completion, README, "Where should I put it to be sure that interactive bash
    shells will find it"; fish, "Where to put completions". zsh has no such folder of its own.
    """
    match shell:
        case Shell.BASH:
            folder = _home("XDG_DATA_HOME", ".local/share") / "bash-completion" / "completions"
            return folder / "cdnaudit"
        case Shell.ZSH:
            return Path.home() / ".zfunc" / "_cdnaudit"
        case Shell.FISH:
            return _home("XDG_CONFIG_HOME", ".config") / "fish" / "completions" / "cdnaudit.fish"


def _home(variable: str, otherwise: str) -> Path:
    return Path(os.environ.get(variable) or Path.home() / otherwise)


def _afterwards(shell: Shell, file: Path) -> str:
    match shell:
        case Shell.BASH:
            return (
                f"the package bash-completion reads it; without that, write `. {file}` in ~/.bashrc"
            )
        case Shell.ZSH:
            return "write `fpath=(~/.zfunc $fpath)` in ~/.zshrc, above compinit"
        case Shell.FISH:
            return "fish reads it when it starts"
