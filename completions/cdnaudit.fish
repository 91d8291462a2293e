# cdnaudit completion for fish
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
