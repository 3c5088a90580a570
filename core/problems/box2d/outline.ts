// The polygon of a body as it stands in its world, for pictures.
import type { PlayPoint, Role, Shape } from '../play.ts'
import { type Body, Polygon } from './planck.ts'

/** The first fixture's shape; a body without a polygon is not drawn. */
export function outlineOf(body: Body, role: Role): Shape {
  const shape = body.getFixtureList()?.getShape()
  const corners = shape instanceof Polygon ? shape.m_vertices : []
  const points = corners.map((corner): PlayPoint => {
    const { x, y } = body.getWorldPoint(corner)
    return [x, y]
  })
  return { kind: 'path', role, points, closed: true, filled: true }
}
