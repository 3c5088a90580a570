// The physics engine, computing the same bits on every machine. Nothing else may import planck: the order of these three
// lines is what makes it so.
import './lend-math.ts'

export {
  Body,
  Box,
  Edge,
  Polygon,
  RevoluteJoint,
  type RevoluteJointDef,
  type TimeStep,
  Vec2,
  World,
} from 'planck'

import './return-math.ts'
