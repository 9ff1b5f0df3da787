import type { FlowFile, FlowWorld } from '@app/flow'

/** What a flow names already: until the server has said what it may name, nothing of it is called unknown. */
export function worldIn({ nodes }: FlowFile): Required<FlowWorld> {
  const all = Object.values(nodes)
  const different = (names: readonly string[]) => [...new Set(names)].sort()
  return {
    queues: different(all.flatMap((node) => ('queue' in node && node.queue !== undefined ? [node.queue] : []))),
    hours: different(all.flatMap((node) => (node.kind === 'hours' ? [node.hours] : []))),
    articles: different(all.flatMap((node) => (node.kind === 'information' ? [node.article] : []))),
    departments: different(all.flatMap((node) => (node.kind === 'transfer' && node.department !== undefined ? [node.department] : []))),
    hosts: different(all.flatMap((node) => (node.kind === 'web-request' && URL.canParse(node.url) ? [new URL(node.url).host] : []))),
  }
}
