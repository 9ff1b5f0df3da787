import type { FlowFigures } from '@app/contracts'

/** How much of all calls came to a node, in five steps from `0` (nobody) to `4` (nearly everybody). */
export function heatOf({ nodes, calls }: Pick<FlowFigures, 'nodes' | 'calls'>, node: string): '0' | '1' | '2' | '3' | '4' {
  const share = calls === 0 ? 0 : (nodes[node]?.came ?? 0) / calls
  if (share === 0) return '0'
  if (share < 0.1) return '1'
  if (share < 0.3) return '2'
  return share < 0.7 ? '3' : '4'
}
