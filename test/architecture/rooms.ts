// The rooms of the project and what each may import: the table of docs/ARCHITECTURE.md as a checker of one file.
import { dirname, join } from 'node:path/posix'
import { bannedWords } from './banned-words.ts'
import { importsOf, readSource } from './source-text.ts'

interface Room {
  /** Rooms it may import from, besides itself. */
  readonly rooms: readonly string[]
  /** Packages it may import; a name covers its subpaths. */
  readonly packages: readonly string[]
  /** May import node:* modules. */
  readonly node: boolean
  /** May compute the name of a module it imports. */
  readonly computedImports: boolean
}

const PURE_PACKAGES = ['@bufbuild/protobuf', 'zod', 'cborg', '@noble/hashes', '@noble/curves']
const pure = (...rooms: string[]): Room => ({
  rooms,
  packages: PURE_PACKAGES,
  node: false,
  computedImports: false,
})

const ENGINE = ['core/base', 'core/network', 'core/neat', 'core/problems', 'core/evaluate', 'core/run']
const ON_TOP = [
  'core/hyperneat',
  'core/tune',
  'core/quality',
  'core/export',
  'core/islands',
  'core/slurm',
  'core/api',
]

/** Every folder that holds code. A room that is not here has no place yet: decide it, here and in ARCHITECTURE.md. */
export const ROOMS: Readonly<Record<string, Room>> = {
  'core/base': pure(),
  'core/network': pure('core/base'),
  'core/neat': pure('core/base', 'core/network'),
  // A problem may be posed on a substrate; HyperNEAT itself knows networks only.
  'core/problems': {
    ...pure('core/base', 'core/network', 'core/hyperneat'),
    // The physics engine, in one file: see PHYSICS.
    packages: [...PURE_PACKAGES, 'planck'],
  },
  'core/evaluate': pure('core/base', 'core/network', 'core/problems', 'core/tune'),
  'core/run': pure(...ENGINE, 'core/hyperneat', 'core/tune', 'core/quality'),
  // A session speaks of its workers as screens see them: the views are the api's.
  'core/wire': pure(
    'core/base',
    'core/network',
    'core/hyperneat',
    'core/problems',
    'core/tune',
    'core/evaluate',
    'core/api',
  ),
  'core/hyperneat': pure('core/base', 'core/network'),
  'core/tune': pure('core/base', 'core/network'),
  'core/quality': pure('core/base', 'core/network'),
  'core/export': pure(...ENGINE, 'core/hyperneat'),
  'core/islands': pure(...ENGINE, 'core/wire', 'core/api'),
  // Jobs are told as screens see them.
  'core/slurm': pure('core/base', 'core/api'),
  'core/api': pure(...ENGINE, 'core/hyperneat', 'core/tune', 'core/quality', 'core/export'),
  'core/node': {
    rooms: [...ENGINE, ...ON_TOP, 'core/wire'],
    packages: [
      ...PURE_PACKAGES,
      'ws',
      'pino',
      'prom-client',
      '@bomb.sh/tab',
      'commander',
      'log-update',
      'open',
      'yauzl',
      'yazl',
      'jsonc-parser',
      'csv-parse',
      '@xmldom/xmldom',
      'svgpath',
      '@resvg/resvg-wasm',
      'selfsigned',
      'bonjour-service',
      '@nats-io/transport-node',
      '@nats-io/jetstream',
      '@nats-io/kv',
    ],
    node: true,
    computedImports: true,
  },
  electron: {
    rooms: [...ENGINE, ...ON_TOP, 'core/wire', 'core/node'],
    packages: [...PURE_PACKAGES, 'electron', 'yaml'],
    node: true,
    computedImports: false,
  },
  // Tools that package the app: they run while it is built and are no part of it.
  'electron/packaging': {
    rooms: [],
    packages: [
      '@electron-forge/maker-base',
      '@electron-forge/maker-deb',
      '@electron-forge/shared-types',
      'electron-installer-debian',
      'app-builder-lib',
      'electron-builder',
    ],
    node: true,
    computedImports: true,
  },
  renderer: {
    rooms: [...ENGINE, ...ON_TOP, 'core/wire'],
    packages: [
      ...PURE_PACKAGES,
      'react',
      'react-dom',
      'd3-force',
      'zustand',
      'recharts',
      'react-resizable-panels',
      '@base-ui/react',
      'lucide-react',
      '@tanstack/react-virtual',
      'qr',
      'jsonc-parser',
      'csv-parse',
    ],
    node: false,
    computedImports: false,
  },
}

/** The only file that may import planck, whose mathematics have to be lent first; and the only one that may touch Math. */
const PHYSICS = 'core/problems/box2d/planck.ts'
const LENDS_MATH = 'core/problems/box2d/lend-math.ts'

/** Files that configure a tool and run in Node, wherever they stand. */
const TOOL_CONFIG = /\.config\.m?ts$/

/** Everything that is wrong with one file, one sentence each. `path` is relative to the project, with slashes. */
export function violations(path: string, text: string): string[] {
  if (TOOL_CONFIG.test(path)) return []
  const roomName = roomOf(path)
  const room = roomName === null ? undefined : ROOMS[roomName]
  if (roomName === null || room === undefined) {
    return [`${path}: its folder is no room of the project; add it to the table of rooms`]
  }
  const source = readSource(text)
  const { modules, computed } = importsOf(source)
  const found = modules.flatMap((module) => refusal(path, roomName, room, module) ?? [])
  if (computed > 0 && !room.computedImports) found.push('imports a module whose name is computed')
  if (room.packages.includes('planck') && modules.includes('planck') && path !== PHYSICS)
    found.push(`planck is for ${PHYSICS} alone to import`)
  const code = path === LENDS_MATH ? source.code.replace(/\bMath\b/g, 'lent') : source.code
  found.push(...bannedWords(roomName, code))
  return found.map((sentence) => `${path}: ${sentence}`)
}

/** The longest room that holds the path, or null. */
export function roomOf(path: string): string | null {
  const rooms = Object.keys(ROOMS).filter((room) => path.startsWith(`${room}/`))
  return rooms.toSorted((a, b) => b.length - a.length)[0] ?? null
}

function refusal(path: string, roomName: string, room: Room, module: string): string | null {
  if (module.startsWith('.')) {
    const file = join(dirname(path), module)
    // Styles, images and the application's own package.json carry no code.
    if (/\.(?:css|svg|png|json|html)(?:\?\w+)?$/.test(file)) return null
    const target = roomOf(file)
    if (target === roomName || (target !== null && room.rooms.includes(target))) return null
    return `${roomName} may not import from ${target ?? file}`
  }
  if (module.startsWith('node:')) return room.node ? null : `${roomName} may not import ${module}`
  const name = module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/')
  return room.packages.includes(name) ? null : `${roomName} may not import the package ${name}`
}
