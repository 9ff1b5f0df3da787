import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { FlowFile } from '@app/flow'
import { parse } from 'yaml'
import { diffFlow, isSame } from './diff-flow.js'
import { addNode, changeNode, changePrompt, connect, deleteNode, placeNodes } from './edit-flow.js'

const shipped = FlowFile.parse(parse(readFileSync(new URL('../../../../libs/flow/src/small-flow.testing.yaml', import.meta.url), 'utf8')))

describe('the difference of two flows', () => {
  it('is none where only the drawing changed, or the order of fields', () => {
    const turned = { ...shipped, nodes: Object.fromEntries(Object.entries(shipped.nodes).reverse()) }
    expect(isSame(diffFlow(shipped, placeNodes(turned, { welcome: { x: 1, y: 1 } })))).toBe(true)
  })
  it('names what came, went and changed', () => {
    const menu = shipped.nodes['main-menu']
    if (menu?.kind !== 'menu') throw new Error('the shipped flow has no main menu')
    const edits = [
      (flow: FlowFile) => addNode(flow, { kind: 'say', name: 'notice', title: 'Thông báo', queue: 'reports' }),
      (flow: FlowFile) => deleteNode(flow, 'reports'),
      (flow: FlowFile) => changeNode(flow, 'main-menu', { ...menu, timeout: 7, choices: { ...menu.choices, 2: 'notice', 5: 'operator' } }),
      (flow: FlowFile) => connect(flow, 'welcome', 'next', 'notice'),
      (flow: FlowFile) => changePrompt(flow, 'welcome', 'en', 'Good day.'),
    ]
    const diff = diffFlow(shipped, edits.reduce((flow, edit) => edit(flow), shipped))
    expect(diff).toEqual({
      flow: [],
      addedNodes: ['notice'],
      removedNodes: ['reports'],
      changedNodes: [
        { name: 'welcome', fields: [{ field: 'next', before: 'main-menu', after: 'notice' }] },
        {
          name: 'main-menu',
          fields: [
            { field: 'timeout', before: 5, after: 7 },
            { field: 'choices.2', before: 'reports', after: 'notice' },
            { field: 'choices.5', before: undefined, after: 'operator' },
          ],
        },
      ],
      addedPrompts: [{ name: 'notice', texts: { vi: '', en: '' } }],
      removedPrompts: [{ name: 'to-reports', texts: shipped.prompts['to-reports'] }],
      changedPrompts: [{ name: 'welcome', language: 'en', before: 'Welcome to 1022, the public services hotline.', after: 'Good day.', recorded: [false, false] }],
    })
  })
})
