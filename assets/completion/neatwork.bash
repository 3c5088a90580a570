# bash completion for neatwork. Needs nothing beside bash; evaluates nothing of what was typed.
_neatwork() {
  local line word words=()
  COMPREPLY=()
  for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
    # bash takes --option=value for three words.
    [[ $word == '=' ]] || words+=("$word")
  done
  [[ ${COMP_WORDS[COMP_CWORD]} == '=' ]] && words+=('')
  while IFS= read -r line; do
    # The last line is a number behind a colon.
    [[ $line == :* ]] || COMPREPLY+=("${line%%$'\t'*}")
  done < <(neatwork complete -- "${words[@]}" 2>/dev/null)
}
# Where Neatwork knows nothing, bash completes files.
complete -o bashdefault -o default -F _neatwork neatwork
