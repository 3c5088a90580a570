#compdef neatwork
# zsh completion for neatwork: a file _neatwork of $fpath, or sourced after compinit.
_neatwork() {
  local line prefix=
  local -a found
  [[ $words[CURRENT] == -*=* ]] && prefix="${words[CURRENT]%%=*}="
  for line in "${(@f)$(neatwork complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    # The last line is a number behind a colon.
    [[ -z $line || $line == :* ]] && continue
    found+=("$prefix${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
  done
  if (( $#found )); then
    _describe -t neatwork neatwork found
  else
    # Where Neatwork knows nothing, zsh completes files.
    [[ -n $prefix ]] && compset -P '*='
    _files
  fi
}
if [[ $funcstack[1] == _neatwork ]]; then
  _neatwork "$@"
else
  compdef _neatwork neatwork
fi
