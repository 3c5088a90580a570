// Where every document stands in the site and in the app's help. A test sees to it that each has exactly one place.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const DECISIONS = 'docs/decisions'
const root = join(import.meta.dirname, '../..')

/** The repository's gallery is no page: a hundred pictures don't travel with the help inside the app. */
export const GALLERY = 'docs/screens/README.md'

/** Sections in their order, with their documents by their paths in the repository. */
export function navigation() {
  return [
    {
      title: 'Begin',
      documents: [
        'README.md',
        'docs/start.md',
        'docs/concepts.md',
        'docs/troubleshooting.md',
        'docs/migration.md',
      ],
    },
    {
      title: 'Evolve',
      documents: [
        'docs/problems.md',
        'docs/settings.md',
        'docs/history.md',
        'docs/terminal.md',
        'docs/python.md',
        'docs/library.md',
        'docs/neat.md',
        'docs/hyperneat.md',
        'docs/fine-tuning.md',
        'docs/exporting.md',
      ],
    },
    {
      title: 'Run a lab',
      documents: [
        'docs/operations.md',
        'docs/lab-rollout.md',
        'docs/nats.md',
        'docs/islands.md',
        'docs/scale.md',
        'docs/kubernetes.md',
        'docs/slurm.md',
        'docs/security.md',
        'docs/performance.md',
      ],
    },
    {
      title: 'Look inside',
      documents: [
        'docs/ARCHITECTURE.md',
        'docs/protocol.md',
        'docs/run-format.md',
        'bench/RESULTS.md',
        'CHANGELOG.md',
        'CONTRIBUTING.md',
        'SECURITY.md',
        'THIRD_PARTY_LICENSES.md',
      ],
    },
    { title: 'Decisions', documents: decisions(), isFolded: true },
  ]
}

function decisions() {
  const names = readdirSync(join(root, DECISIONS)).filter((name) => name.endsWith('.md'))
  return names.sort().map((name) => `${DECISIONS}/${name}`)
}

/** A document's address in the site, or null where it is no page of it. */
export function pageOf(document) {
  const isPage = navigation().some(({ documents }) => documents.includes(document))
  if (!isPage) return null
  if (document === 'README.md') return 'index.html'
  const path = document.startsWith('docs/') ? document.slice('docs/'.length) : `project/${document}`
  return path.replace(/\.md$/, '.html').toLowerCase()
}
