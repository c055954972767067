# SPDX-License-Identifier: MIT
# fish completion of azdesk: the program tells the candidates from its own tables.
function __azdesk_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in (azdesk help complete -- $words[2..-1] "$current" 2> /dev/null)
        if test "$line" = ":files"
            __fish_complete_path "$current"
        else
            echo -- $line
        end
    end
end
complete -c azdesk -f -a '(__azdesk_complete)'
