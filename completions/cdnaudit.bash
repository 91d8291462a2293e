# cdnaudit completion for bash
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
