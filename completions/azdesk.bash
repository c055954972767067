# SPDX-License-Identifier: MIT
# bash completion of azdesk: the program tells the candidates from its own tables.
_azdesk() {
    local i word glue='' line words=() found=()
    # bash splits words at = and : as well; they belong together here
    for ((i = 1; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ ( $word == [=:] || -n $glue ) && ${#words[@]} -gt 0 ]]; then
            words[${#words[@]} - 1]+=$word
            [[ $word == [=:] ]] && glue=1 || glue=''
        else
            words+=("$word")
        fi
    done
    word=${words[${#words[@]} - 1]}
    COMPREPLY=()
    while IFS= read -r line; do
        if [[ $line == :files ]]; then
            compopt -o filenames 2> /dev/null
            while IFS= read -r line; do found+=("$line"); done < <(compgen -f -- "$word")
        else
            found+=("${line%%$'\t'*}")
        fi
    done < <("${COMP_WORDS[0]/#\~/$HOME}" help complete -- "${words[@]}" 2> /dev/null)
    # what stands before the last = or : is on the line already
    local stem=${word%"${word##*[=:]}"}
    for word in "${found[@]}"; do COMPREPLY+=("${word#"$stem"}"); done
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=:] ]] && compopt -o nospace 2> /dev/null
    return 0
}
complete -F _azdesk azdesk
