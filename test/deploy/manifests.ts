// The manifests for Kubernetes as they stand, each document by kind and name.
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseAllDocuments } from 'yaml'

export const MANIFESTS = resolve(import.meta.dirname, '../../deploy/kubernetes')

// What a manifest holds is told by its schema, not by a type.
// biome-ignore lint/suspicious/noExplicitAny: documents of any kind
export type Manifest = any

export function manifests(): readonly { readonly file: string; readonly manifest: Manifest }[] {
  return readdirSync(MANIFESTS)
    .filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml')
    .flatMap((file) => {
      const documents = parseAllDocuments(readFileSync(join(MANIFESTS, file), 'utf8'))
      return [...documents].map((document) => {
        if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0]?.message}`)
        return { file, manifest: document.toJS() }
      })
    })
}

export function named(kind: string, name: string): Manifest {
  const found = manifests().find(({ manifest }) => manifest.kind === kind && manifest.metadata.name === name)
  if (found === undefined) throw new Error(`there is no ${kind} ${name}`)
  return found.manifest
}
