# drive.zsh SCRIPT LINE...: what zsh would complete each line to, behind a line of its own that repeats it. Completion
# needs an editor of lines, which needs a terminal: zsh brings one as a module. Whatever is offered goes through compadd.
zmodload zsh/zpty || exit 1
zpty inner zsh -f -i
zpty -w inner "PROMPT= SCRIPT=${(q)1}; source ${(q)0:h}/inner.zsh"
zpty -r inner heard $'*inner is ready\r*' || exit 1
for line in "${@:2}"; do
  print -r -- "== $line"
  zpty -w -n inner $'\C-u'"$line"$'\t'
  zpty -r inner heard $'*inner is done\r*' || exit 1
  for said in "${(@f)heard}"; do
    [[ $said == *'offers '* ]] && print -r -- "${${said#*offers }%%$'\r'*}"
  done
done
zpty -d inner
