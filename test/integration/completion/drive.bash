# drive.bash SCRIPT LINE...: what bash would complete each line to, behind a line of its own that repeats it. A line
# is split at spaces and, as readline does, around an equals sign.
source "$1" && source "$1" || exit 1
complete -p neatwork
for line in "${@:2}"; do
  echo "== $line"
  read -ra COMP_WORDS <<<"${line//=/ = }"
  [[ $line == *' ' ]] && COMP_WORDS+=('')
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _neatwork neatwork "${COMP_WORDS[COMP_CWORD]}"
  ((${#COMPREPLY[@]} == 0)) || printf '%s\n' "${COMPREPLY[@]}"
done
