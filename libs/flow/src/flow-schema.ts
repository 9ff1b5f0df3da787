import { z } from 'zod'
import { FLOW_LANGUAGES } from './flow.js'

const NodeName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'a node name: small letters, digits, hyphens')
const Prompts = z.array(z.string()).default([])
const SomePrompts = z.array(z.string()).min(1)

const Node = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('say'), prompts: SomePrompts, next: NodeName }),
  z.strictObject({
    kind: z.literal('menu'),
    prompts: SomePrompts,
    timeout: z.number().min(1).max(60),
    noDigit: Prompts,
    wrongDigit: Prompts,
    choices: z.record(z.string(), NodeName),
    misses: z.number().int().min(1).max(10),
    onMisses: NodeName,
  }),
  z.strictObject({ kind: z.literal('language'), language: z.enum(FLOW_LANGUAGES), next: NodeName }),
  z.strictObject({ kind: z.literal('queue'), queue: z.string(), priority: z.number().int().min(0).max(100).default(0), prompts: Prompts }),
  z.strictObject({ kind: z.literal('hang-up'), prompts: Prompts }),
])

/** What stands in a flow's file, before its nodes are compared with each other. */
export const FlowFile = z.strictObject({ start: NodeName, main: NodeName, nodes: z.record(NodeName, Node) })
