import type { FlowNode } from '@app/flow'
import { Button, Group, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFlowEditing } from './flow-editing.js'
import { KeptInput } from './kept-input.js'
import { variableName } from './variable-name.js'

type WebRequest = Extract<FlowNode, { kind: 'web-request' }>

/** Where a request goes, and what is taken from its answer. */
export function WebRequestFields({ node, change, seconds }: { node: WebRequest; change: (part: Partial<WebRequest>) => void; seconds: ReactNode }) {
  const { t } = useTranslation()
  const { editable } = useFlowEditing()
  const taken = Object.entries(node.take)
  const replace = (at: number, variable: string, path: string) => change({ take: Object.fromEntries(taken.map((entry, index) => (index === at ? [variable, path] : entry)).filter(([name]) => name !== '')) })
  return (
    <Stack gap="xs">
      <KeptInput label={t('flows.field.url')} description={t('flows.urlHint')} readOnly={!editable} kept={node.url} clean={(url) => url.trim()} keep={(url) => change({ url })} data-testid="field-url" />
      {seconds}
      <Text size="sm" fw={600}>
        {t('flows.take')}
      </Text>
      {taken.map(([variable, path], index) => (
        <Group key={index} grow gap="xs" wrap="nowrap">
          <KeptInput aria-label={t('flows.field.variable')} readOnly={!editable} kept={variable} clean={(text) => (text === '' ? '' : variableName(text))} keep={(name) => replace(index, name, path)} data-testid={`take-variable-${index}`} />
          <KeptInput aria-label={t('flows.takePath')} placeholder={t('flows.takePath')} readOnly={!editable} kept={path} clean={(text) => text.trim()} keep={(where) => replace(index, variable, where)} data-testid={`take-path-${index}`} />
        </Group>
      ))}
      {editable && (
        <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }} leftSection={<IconPlus size={15} aria-hidden />} onClick={() => change({ take: { ...node.take, [`answer${taken.length + 1}`]: 'value' } })} data-testid="take-add">
          {t('flows.addTake')}
        </Button>
      )}
    </Stack>
  )
}
