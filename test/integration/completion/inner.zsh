# The shell inside drive.zsh: says what completion offers instead of showing it.
unset zle_bracketed_paste
autoload -Uz compinit && compinit -u -D
source "$SCRIPT" && source "$SCRIPT"
compadd() {
  # Asked to sort words into arrays, it offers nothing.
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
    builtin compadd "$@"
    return
  fi
  local -a hits
  builtin compadd -A hits "$@"
  local hit
  for hit in "${hits[@]}"; do print -r -- "offers $IPREFIX$hit"; done
  builtin compadd "$@"
}
complete-and-tell() {
  zle complete-word
  print -r -- $'\ninner is done'
}
zle -N complete-and-tell
bindkey '^I' complete-and-tell
print -r -- 'inner is ready'
