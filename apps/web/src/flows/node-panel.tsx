import { speechOf, type FlowNode } from '@app/flow'
import { ActionIcon, Button, Divider, Group, Select, Stack, Text, Tooltip } from '@mantine/core'
import { IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { callNode, changeFlow, deleteNode } from './edit-flow.js'
import { ExitsField } from './exits-field.js'
import { FindingsOf } from './findings-panel.js'
import { useFlowEditing } from './flow-editing.js'
import { KeptInput } from './kept-input.js'
import { KindFields } from './kind-fields.js'
import { KindIcon } from './kind-icon.js'
import { mustSpeak } from './new-node.js'
import { SpeechField } from './speech-field.js'

/** The chosen node with all that can be said of it; without one, the flow as a whole. */
export function NodePanel() {
  const { flow, selected } = useFlowEditing()
  const node = selected === null || !Object.hasOwn(flow.nodes, selected) ? undefined : flow.nodes[selected]
  return selected !== null && node ? <ChosenNode key={selected} name={selected} node={node} /> : <WholeFlow />
}

function ChosenNode({ name, node }: { name: string; node: FlowNode }) {
  const { t } = useTranslation()
  const { flow, words, edit, editable, select, fresh } = useFlowEditing()
  // A queue and a farewell may say nothing; the main speech stands before the fields, what is said to a miss after them.
  const speech = 'prompts' in node ? [{ field: 'prompts' as const, speech: node.prompts }] : []
  const misses = speechOf(node).filter(({ field }) => field !== 'prompts')
  const rename = (title: string) => {
    const called = callNode(flow, name, title)
    edit(() => called.flow)
    select(called.name)
  }
  return (
    <Stack gap="sm" data-testid="node-panel" data-node={name}>
      <div>
        <Group gap={6} mb={4} wrap="nowrap" justify="space-between">
          <Group gap={6} wrap="nowrap">
            <KindIcon kind={node.kind} />
            <Text size="sm" c="dimmed">
              {t(`flows.kind.${node.kind}`)}
            </Text>
          </Group>
          {editable && (
            <Group gap={2} wrap="nowrap">
              {flow.start !== name && (
                <Tooltip label={t('flows.makeStart')}>
                  <ActionIcon variant="subtle" size={28} onClick={() => edit((before) => changeFlow(before, { start: name }))} aria-label={t('flows.makeStart')} data-testid="node-make-start">
                    <IconPlayerPlay size={16} aria-hidden />
                  </ActionIcon>
                </Tooltip>
              )}
              <Button variant="subtle" color="red" size="compact-sm" leftSection={<IconTrash size={15} aria-hidden />} onClick={() => edit((before) => deleteNode(before, name))} data-testid="node-delete">
                {t('flows.deleteNode')}
              </Button>
            </Group>
          )}
        </Group>
        <KeptInput label={t('flows.nodeTitle')} readOnly={!editable} maxLength={60} kept={words.title(name)} keep={rename} autoFocus={fresh === name} onFocus={(event) => fresh === name && event.currentTarget.select()} data-testid="node-title" />
        <Text size="xs" c="dimmed" mt={4}>
          {t(`flows.kindHint.${node.kind}`)}
        </Text>
      </div>
      <FindingsOf name={name} />
      {speech.map(({ field, speech: items }) => (
        <SpeechField key={field} name={name} field={field} speech={items} required={mustSpeak(node.kind)} />
      ))}
      <KindFields name={name} node={node} />
      <ExitsField name={name} node={node} />
      {misses.length > 0 && <Divider />}
      {misses.map(({ field, speech: items }) => (
        <SpeechField key={field} name={name} field={field} speech={items} required={false} />
      ))}
    </Stack>
  )
}

function WholeFlow() {
  const { t } = useTranslation()
  const { flow, words, edit, editable } = useFlowEditing()
  const nodes = Object.keys(flow.nodes).map((value) => ({ value, label: words.title(value) }))
  const known = (name: string) => (Object.hasOwn(flow.nodes, name) ? name : null)
  return (
    <Stack gap="sm" data-testid="flow-panel">
      <Text size="sm" c="dimmed">
        {t(editable ? 'flows.pickNode' : 'flows.pickNodeToRead')}
      </Text>
      <KeptInput label={t('flows.name')} readOnly={!editable} maxLength={80} kept={flow.name} keep={(name) => edit((before) => changeFlow(before, { name }))} data-testid="flow-name" />
      <Select size="sm" searchable label={t('flows.start')} readOnly={!editable} allowDeselect={false} data={nodes} value={known(flow.start)} error={known(flow.start) === null} onChange={(start) => start && edit((before) => changeFlow(before, { start }))} data-testid="flow-start" />
      <Select
        size="sm"
        searchable
        label={t('flows.main')}
        description={t('flows.mainHint')}
        readOnly={!editable}
        allowDeselect={false}
        data={nodes}
        value={known(flow.main)}
        error={known(flow.main) === null}
        onChange={(main) => main && edit((before) => changeFlow(before, { main }))}
        data-testid="flow-main"
      />
    </Stack>
  )
}
