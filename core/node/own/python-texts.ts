// A Python file and the modules beside it that it imports, by their text, as python/neatwork/problem.py counts them.
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** `import a.b, c` and `from a.b import c, d`: what is matched by mistake is looked for and not found. */
const IMPORT = /^\s*import\s+([^#\n]+)|^\s*from\s+([\w.]+)\s+import\s+(\([^)]*\)|[^#\n]+)/gm

/** Rejects where `file` can't be read. */
export async function pythonTexts(file: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  await collect(file, dirname(file), texts)
  return texts
}

async function collect(file: string, folder: string, texts: Map<string, string>): Promise<void> {
  if (texts.has(file)) return
  const text = (await readFile(file, 'utf8')).replaceAll('\r\n', '\n')
  texts.set(file, text)
  for (const module of importedIn(text)) {
    const beside = join(folder, ...module.split('.'))
    for (const path of [`${beside}.py`, join(beside, '__init__.py')]) {
      await collect(path, folder, texts).catch(() => {}) // installed, and not beside it
    }
  }
}

function importedIn(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  const names = (list: string) =>
    list
      .replaceAll(/[()\n]/g, ' ')
      .split(',')
      .map((name) => name.trim().split(/\s+/)[0] ?? '')
  for (const [, whole, base, parts] of text.matchAll(IMPORT)) {
    const modules =
      whole === undefined
        ? [base ?? '', ...names(parts ?? '').map((name) => `${base}.${name}`)]
        : names(whole)
    for (const module of modules) {
      const steps = module.replace(/^\.+/, '').split('.').filter(Boolean)
      steps.forEach((_, at) => void found.add(steps.slice(0, at + 1).join('.')))
    }
  }
  return found
}
