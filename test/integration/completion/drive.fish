# drive.fish SCRIPT LINE...: what fish would complete each line to, behind a line of its own that repeats it.
source $argv[1]; and source $argv[1]; or exit 1
for line in $argv[2..-1]
    echo "== $line"
    complete --do-complete $line
end
