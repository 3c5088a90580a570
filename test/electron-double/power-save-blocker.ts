// powerSaveBlocker: counts who keeps the machine awake. It keeps nothing awake.

const TYPES = ['prevent-app-suspension', 'prevent-display-sleep']
const started = new Set<number>()
let next = 1

export const powerSaveBlocker = {
  start(type: string): number {
    if (!TYPES.includes(type)) throw new TypeError(`Error processing argument at index 0: ${type}`)
    const id = next++
    started.add(id)
    return id
  },
  stop: (id: number): boolean => started.delete(id),
  isStarted: (id: number): boolean => started.has(id),
}
