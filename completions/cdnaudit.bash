# cdnaudit completion for bash 4.4 and newer
_cdnaudit() {
    local line=${COMP_LINE:0:COMP_POINT}
    local word=${line##*[[:space:]]}
    mapfile -t COMPREPLY < <(env COLUMNS=9999 _CDNAUDIT_COMPLETE=complete_fish \
        _TYPER_COMPLETE_FISH_ACTION=get-args _TYPER_COMPLETE_ARGS="$line" "$1" 2> /dev/null)
    COMPREPLY=("${COMPREPLY[@]%%$'\t'*}")
    [[ ${COMPREPLY[*]} ]] || COMPREPLY=() # then files
    # readline breaks words at the colon: what stands before it is not replaced
    if [[ $word == *:* && $COMP_WORDBREAKS == *:* ]]; then
        COMPREPLY=("${COMPREPLY[@]#"${word%"${word##*:}"}"}")
    fi
}

complete -o default -F _cdnaudit cdnaudit
