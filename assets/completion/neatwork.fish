# fish completion for neatwork.
function __neatwork_complete
    set -l before (commandline -opc)
    set -l last (commandline -ct)
    set -l prefix (string match -r -- '^-.*?=' "$last")
    # The last line is a number behind a colon.
    set -l found (neatwork complete -- $before[2..-1] "$last" 2>/dev/null | string match -v -r '^:\d+$')
    if test (count $found) -eq 0
        # Where Neatwork knows nothing, fish completes files.
        set found (__fish_complete_path (string replace -- "$prefix" '' "$last"))
    end
    for line in $found
        printf '%s%s\n' "$prefix" $line
    end
end
complete -c neatwork -e
complete -c neatwork -f -a '(__neatwork_complete)'
