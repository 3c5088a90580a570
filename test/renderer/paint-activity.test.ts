import { expect, test } from 'vitest'
import { activityRadius } from '../../renderer/network/activity.ts'
import { type ActivityPen, paintActivity } from '../../renderer/network/paint-activity.ts'

/** Notes which discs were filled and which were rings. */
class Pen implements ActivityPen {
  fillStyle = ''
  strokeStyle = ''
  lineWidth = 0
  globalAlpha = 1
  readonly filled: string[] = []
  readonly rings: string[] = []
  readonly transforms: number[][] = []
  #path: string[] = []

  setTransform(...matrix: unknown[]): void {
    this.transforms.push(matrix as number[])
  }
  beginPath(): void {
    this.#path = []
  }
  moveTo(): void {}
  arc(x: number, y: number, radius: number): void {
    this.#path.push(`${x},${y},${radius.toFixed(2)}`)
  }
  fill(): void {
    this.filled.push(...this.#path.map((disc) => `${this.fillStyle} ${disc}`))
  }
  stroke(): void {
    this.rings.push(...this.#path.map((ring) => `${this.strokeStyle} ${ring}`))
  }
}

test('a node that says something positive has a disc, one that says something negative a ring, the others neither', () => {
  const pen = new Pen()
  paintActivity(pen, {
    places: [
      { id: 0, x: 10, y: 20 },
      { id: 1, x: 30, y: 40 },
      { id: 2, x: 50, y: 60 },
    ],
    values: new Map([
      [0, 1],
      [1, -2],
    ]),
    colours: { accent: 'blue', negative: 'red' },
    corner: { x: 5, y: 6 },
    scale: 2,
  })
  expect(pen.filled).toEqual([`blue 10,20,${activityRadius(1).toFixed(2)}`])
  expect(pen.rings).toEqual([`red 30,40,${activityRadius(2).toFixed(2)}`])
  // In the drawing's own units, and afterwards as before.
  expect(pen.transforms).toEqual([
    [2, 0, 0, 2, -10, -12],
    [1, 0, 0, 1, 0, 0],
  ])
  expect(pen.globalAlpha).toBe(1)
})
