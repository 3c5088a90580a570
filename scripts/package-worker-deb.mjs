// npm run package:worker-deb [-- FOLDER [LEVEL]]: a Debian package of the headless worker with Node in it, for machines without
// Node or npm; LEVEL 1 compresses quickly, 9 well. It has no installation scripts: everything it brings is a file that dpkg can take away again.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { argv } from 'node:process'
import { closure } from './licences.mjs'

const ROOT = join(import.meta.dirname, '..')
const HOME = 'usr/lib/neatwork'
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

// Relative, so that the command works in whatever root the package was unpacked.
const COMMAND = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec "$here/../lib/neatwork/bin/node" "$here/../lib/neatwork/dist/program/neatwork.js" "$@"
`

function control(architecture, kilobytes) {
  return `Package: neatwork-worker
Version: ${manifest.version}
Architecture: ${architecture}
Maintainer: ${manifest.author} <noreply@neatwork.invalid>
Installed-Size: ${kilobytes}
Depends: libc6 (>= 2.28), libstdc++6
Section: science
Priority: optional
Description: Neatwork's worker and terminal tools, with Node
 ${manifest.description}
 Joins a master and evaluates networks for it; the service
 neatwork-worker reads the join link from /etc/neatwork/join-link.
`
}

function copyInto(tree) {
  const put = (from, to) => {
    mkdirSync(dirname(join(tree, to)), { recursive: true })
    cpSync(join(ROOT, from), join(tree, to), { recursive: true, dereference: true })
  }
  put('node_modules/node/bin/node', `${HOME}/bin/node`)
  for (const name of ['dist/program', 'package.json', 'LICENSE', 'THIRD_PARTY_LICENSES.md'])
    put(name, `${HOME}/${name}`)
  for (const name of ['assets/completion', 'assets/templates', 'dist/renderer', 'python/neatwork'])
    if (existsSync(join(ROOT, name))) put(name, `${HOME}/${name}`)
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  for (const path of closure(lock.packages, Object.keys(manifest.dependencies))) put(path, `${HOME}/${path}`)
  put('assets/systemd/neatwork-worker.service', 'usr/lib/systemd/system/neatwork-worker.service')
  put('assets/completion/neatwork.bash', 'usr/share/bash-completion/completions/neatwork')
  put('assets/completion/neatwork.zsh', 'usr/share/zsh/vendor-completions/_neatwork')
  put('assets/completion/neatwork.fish', 'usr/share/fish/vendor_completions.d/neatwork.fish')
  put('LICENSE', 'usr/share/doc/neatwork-worker/copyright')
  mkdirSync(join(tree, 'usr/bin'), { recursive: true })
  writeFileSync(join(tree, 'usr/bin/neatwork'), COMMAND)
  chmodSync(join(tree, 'usr/bin/neatwork'), 0o755)
}

function output(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (status === 0) return stdout.trim()
  console.error(
    error === undefined ? stderr : `The Debian package needs \`${command}\`, which is not on this machine.`,
  )
  process.exit(1)
}

function main() {
  const architecture = output('dpkg', ['--print-architecture'])
  const folder = resolve(argv[2] ?? join(ROOT, 'out/deb'))
  const tree = mkdtempSync(join(tmpdir(), 'neatwork-deb-'))
  process.on('exit', () => rmSync(tree, { recursive: true, force: true }))
  chmodSync(tree, 0o755)
  copyInto(tree)
  const [kilobytes] = output('du', ['-sk', tree]).split('\t')
  mkdirSync(join(tree, 'DEBIAN'))
  writeFileSync(join(tree, 'DEBIAN/control'), control(architecture, kilobytes))
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `neatwork-worker_${manifest.version}_${architecture}.deb`)
  output('dpkg-deb', ['--root-owner-group', '-Zgzip', `-z${argv[3] ?? 6}`, '--build', tree, file])
  console.log(file)
}

main()
