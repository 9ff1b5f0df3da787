import type { FlowFinding } from '@app/flow'
import { Alert, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../shell/states.js'
import { nodeOfFinding, useFindingWords } from './finding-words.js'
import { useFlowEditing } from './flow-editing.js'

/** Every fault and warning of the flow; each leads to its node. */
export function FindingsPanel({ go }: { go?: (node: string | null) => void }) {
  const { t } = useTranslation()
  const { checked } = useFlowEditing()
  const { faults, warnings } = checked
  if (faults.length + warnings.length === 0) return <EmptyState icon={IconCircleCheck} text={t('flows.noFindings')} />
  return (
    <Stack gap={6} data-testid="findings" data-faults={faults.length} data-warnings={warnings.length}>
      {faults.length > 0 && (
        <Text size="sm" fw={600}>
          {t('flows.faults', { count: faults.length })}
        </Text>
      )}
      {faults.map((finding, index) => (
        <FindingRow key={index} finding={finding} level="fault" {...(go && { go })} />
      ))}
      {warnings.length > 0 && (
        <Text size="sm" fw={600} mt={faults.length > 0 ? 'xs' : 0}>
          {t('flows.warnings', { count: warnings.length })}
        </Text>
      )}
      {warnings.map((finding, index) => (
        <FindingRow key={index} finding={finding} level="warning" {...(go && { go })} />
      ))}
    </Stack>
  )
}

export function FindingRow({ finding, level, go }: { finding: FlowFinding; level: 'fault' | 'warning'; go?: (node: string | null) => void }) {
  const { flow, words } = useFlowEditing()
  const say = useFindingWords(flow, words)
  const node = nodeOfFinding(flow, finding)
  const Mark = level === 'fault' ? IconAlertCircle : IconAlertTriangle
  const row = (
    <Alert color={level === 'fault' ? 'red' : 'yellow'} py={6} px="xs" icon={<Mark size={16} aria-hidden />}>
      {node !== null && (
        <Text size="sm" fw={600}>
          {words.title(node)}
        </Text>
      )}
      <Text size="sm">{say(finding)}</Text>
    </Alert>
  )
  if (!go) return row
  return (
    <UnstyledButton onClick={() => go(node)} data-testid="finding" data-code={finding.code} data-node={node ?? ''}>
      {row}
    </UnstyledButton>
  )
}

export function FindingsOf({ name }: { name: string }) {
  const { flow, words, findings } = useFlowEditing()
  const say = useFindingWords(flow, words)
  const found = findings.get(name)
  if (!found) return null
  return (
    <Stack gap={4} data-testid="node-findings">
      {[...found.faults, ...found.warnings].map((finding, index) => (
        <Alert key={index} color={index < found.faults.length ? 'red' : 'yellow'} py={4} px="xs">
          <Text size="sm">{say(finding)}</Text>
        </Alert>
      ))}
    </Stack>
  )
}
