import { BaseEdge, type Edge, type EdgeProps } from '@xyflow/react'
import type { Place } from './edit-flow.js'
import { linePath } from './line-path.js'

export type FlowLine = Edge<{ lanes: readonly Place[]; tops: { source: number; target: number } }, 'line'>

/** An exit's line to where it leads. */
export const FlowLineView = ({ sourceX, sourceY, targetX, targetY, data, style, markerEnd }: EdgeProps<FlowLine>) => (
  <BaseEdge
    path={linePath({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, data?.lanes ?? [], data?.tops ?? { source: sourceY, target: targetY })}
    {...(style && { style })}
    {...(markerEnd && { markerEnd })}
  />
)
