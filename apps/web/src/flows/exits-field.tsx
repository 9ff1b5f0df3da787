import { AGAIN, type FlowNode } from '@app/flow'
import { ActionIcon, Button, Group, Select, Stack, Text, Tooltip } from '@mantine/core'
import { IconFocusCentered, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { changeNode, connect } from './edit-flow.js'
import { drawnExitsOf, type DrawnExit } from './drawn-exits.js'
import { useFlowEditing } from './flow-editing.js'
import { KeptInput } from './kept-input.js'
import { UNCONNECTED } from './new-node.js'

const KEYS = [...'1234567890*#']

/** A node's ways out: which there are, and where each leads. */
export function ExitsField({ name, node }: { name: string; node: FlowNode }) {
  const { t } = useTranslation()
  const { editable, edit } = useFlowEditing()
  const exits = drawnExitsOf(node)
  const change = (next: FlowNode) => edit((flow) => changeNode(flow, name, next))
  const free = node.kind === 'menu' ? KEYS.find((key) => !Object.hasOwn(node.choices, key)) : undefined
  if (exits.length === 0) return null
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        {t('flows.exits')}
      </Text>
      {exits.map((exit, index) => (
        <Group key={node.kind === 'branch' ? index : exit.exit} gap={6} wrap="nowrap" align="center" data-testid={`exit-${exit.exit}`}>
          <ExitName node={node} exit={exit} index={index} change={change} />
          <TargetSelect name={name} node={node} exit={exit} />
          {editable && node.kind === 'menu' && exit.exit !== 'onMisses' && Object.keys(node.choices).length > 1 && (
            <Remove onClick={() => change({ ...node, choices: Object.fromEntries(Object.entries(node.choices).filter(([key]) => key !== exit.exit)) })} />
          )}
          {editable && node.kind === 'branch' && index < node.cases.length && node.cases.length > 1 && <Remove onClick={() => change({ ...node, cases: node.cases.toSpliced(index, 1) })} />}
        </Group>
      ))}
      {editable && free !== undefined && node.kind === 'menu' && (
        <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }} leftSection={<IconPlus size={15} aria-hidden />} onClick={() => change({ ...node, choices: { ...node.choices, [free]: UNCONNECTED } })} data-testid="exit-add">
          {t('flows.addKey')}
        </Button>
      )}
      {editable && node.kind === 'branch' && node.cases.length < 50 && (
        <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }} leftSection={<IconPlus size={15} aria-hidden />} onClick={() => change({ ...node, cases: [...node.cases, { begins: freeBeginning(node.cases), next: UNCONNECTED }] })} data-testid="exit-add">
          {t('flows.addCase')}
        </Button>
      )}
    </Stack>
  )
}

/** A beginning that no other case has. */
function freeBeginning(cases: readonly { begins: string }[]): string {
  for (let digit = 1; ; digit++) if (!cases.some(({ begins }) => begins === String(digit))) return String(digit)
}

type Change = (next: FlowNode) => void

function ExitName({ node, exit: { exit }, index, change }: { node: FlowNode; exit: DrawnExit; index: number; change: Change }) {
  const { t } = useTranslation()
  const { words, editable } = useFlowEditing()
  if (node.kind === 'menu' && exit !== 'onMisses') {
    return (
      <Select
        size="sm"
        w={112}
        style={{ flex: 'none' }}
        readOnly={!editable}
        allowDeselect={false}
        aria-label={t('flows.whichKey')}
        data={[...new Set([...KEYS, exit])].filter((key) => key === exit || !Object.hasOwn(node.choices, key)).map((key) => ({ value: key, label: t('flows.key', { key }) }))}
        value={exit}
        onChange={(key) => key && change({ ...node, choices: Object.fromEntries(Object.entries(node.choices).map(([old, to]) => [old === exit ? key : old, to])) })}
      />
    )
  }
  if (node.kind === 'branch' && index < node.cases.length) {
    return (
      <KeptInput
        w={112}
        style={{ flex: 'none' }}
        readOnly={!editable}
        maxLength={40}
        aria-label={t('flows.beginsWith')}
        placeholder={t('flows.beginsWith')}
        kept={exit}
        keep={(begins) => change({ ...node, cases: node.cases.map((entry, at) => (at === index ? { ...entry, begins } : entry)) })}
        data-testid="exit-begins"
      />
    )
  }
  return (
    <Text size="sm" w={112} style={{ flex: 'none' }}>
      {words.exit(node, exit)}
    </Text>
  )
}

function TargetSelect({ name, node, exit: { exit, to, again } }: { name: string; node: FlowNode; exit: DrawnExit }) {
  const { t } = useTranslation()
  const { flow, words, edit, editable, select } = useFlowEditing()
  const open = to !== null && !Object.hasOwn(flow.nodes, to)
  const repeats = node.kind === 'menu' && exit !== 'onMisses'
  return (
    <>
      <Select
        size="sm"
        style={{ flex: 1 }}
        searchable
        readOnly={!editable}
        clearable={editable && node.kind === 'queue'}
        allowDeselect={false}
        aria-label={words.exit(node, exit)}
        placeholder={node.kind !== 'queue' ? t('flows.chooseTarget') : exit === 'closed' ? words.exit(node, 'nobody') : t('flows.kind.voicemail')}
        nothingFoundMessage={t('flows.noSuchNode')}
        error={open}
        data={[
          ...(repeats ? [{ value: AGAIN, label: t('flows.again') }] : []),
          ...Object.keys(flow.nodes).map((value) => ({ value, label: words.title(value) })),
        ]}
        value={again ? AGAIN : open ? null : to}
        onChange={(value) => edit((before) => connect(before, name, exit, value))}
        data-testid={`exit-target-${exit}`}
      />
      {to !== null && !open && !again && (
        <Tooltip label={t('flows.goThere')}>
          <ActionIcon variant="subtle" color="gray" size={26} onClick={() => select(to)} aria-label={t('flows.goThere')}>
            <IconFocusCentered size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
    </>
  )
}

function Remove({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation()
  return (
    <Tooltip label={t('flows.removeExit')}>
      <ActionIcon variant="subtle" color="gray" size={26} onClick={onClick} aria-label={t('flows.removeExit')} data-testid="exit-remove">
        <IconTrash size={15} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
