import { promptsOf, VALUE_KINDS, variablesSetBy, type FlowNode, type SpokenVariable } from '@app/flow'
import { ActionIcon, Button, Card, Group, Menu, Select, Stack, Text, Tooltip } from '@mantine/core'
import { IconArrowUp, IconMessagePlus, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.js'
import { addPrompt, changeNode, freePromptName } from './edit-flow.js'
import { useFlowEditing } from './flow-editing.js'
import { PromptField } from './prompt-field.js'

type Item = string | SpokenVariable
type SpeechOf = 'prompts' | 'noDigit' | 'wrongDigit'
type Props = { name: string; field: SpeechOf; speech: readonly Item[]; required: boolean }

/** Variables that a flow may speak or branch on. */
export const knownVariables = (nodes: readonly FlowNode[]): string[] => [...new Set(['caller', 'dialled', ...nodes.flatMap(variablesSetBy)])]

/** What a node says, piece after piece: prompts, and values between them. */
export function SpeechField({ name, field, speech, required }: Props) {
  const { t } = useTranslation()
  const { flow, edit, editable } = useFlowEditing()
  const change = (next: Item[]) =>
    edit((before) => {
      const node = before.nodes[name]
      return node ? changeNode(before, name, { ...node, [field]: next } as FlowNode) : before
    })
  const replace = (index: number, item: Item) => change(speech.map((old, at) => (at === index ? item : old)))
  return (
    <Stack gap={6} data-testid={`speech-${field}`}>
      <Text size="sm" fw={600}>
        {t(`flows.field.${field}`)}
      </Text>
      {speech.length === 0 && (
        <Text size="xs" c="dimmed">
          {t('flows.saysNothing')}
        </Text>
      )}
      {speech.map((item, index) => (
        <Card key={index} withBorder p={8}>
          <Group justify="space-between" gap={4} mb={2} wrap="nowrap">
            <Text size="xs" c="dimmed">
              {typeof item === 'string' ? <SharedNote prompt={item} /> : t('flows.value')}
            </Text>
            {editable && (
              <Group gap={0} wrap="nowrap">
                {index > 0 && (
                  <Tooltip label={t('flows.earlier')}>
                    <ActionIcon variant="subtle" color="gray" size={26} onClick={() => change(speech.toSpliced(index, 1).toSpliced(index - 1, 0, item))} aria-label={t('flows.earlier')}>
                      <IconArrowUp size={15} aria-hidden />
                    </ActionIcon>
                  </Tooltip>
                )}
                {(!required || speech.length > 1) && (
                  <Tooltip label={t('flows.removeSpeech')}>
                    <ActionIcon variant="subtle" color="gray" size={26} onClick={() => change(speech.toSpliced(index, 1))} aria-label={t('flows.removeSpeech')} data-testid="speech-remove">
                      <IconTrash size={15} aria-hidden />
                    </ActionIcon>
                  </Tooltip>
                )}
              </Group>
            )}
          </Group>
          {typeof item === 'string' ? <PromptField name={item} /> : <ValueField item={item} onChange={(next) => replace(index, next)} />}
        </Card>
      ))}
      {editable && (
        <AddSpeech
          add={(item) => change([...speech, item])}
          addNew={() =>
            edit((before) => {
              const node = before.nodes[name]
              const prompt = freePromptName(before, name)
              return node ? changeNode(addPrompt(before, prompt), name, { ...node, [field]: [...speech, prompt] } as FlowNode) : before
            })
          }
          variable={knownVariables(Object.values(flow.nodes))[0] ?? 'caller'}
          field={field}
        />
      )}
    </Stack>
  )
}

/** A prompt that several nodes speak changes for all of them. */
function SharedNote({ prompt }: { prompt: string }) {
  const { t } = useTranslation()
  const { flow } = useFlowEditing()
  const count = Object.values(flow.nodes).filter((node) => promptsOf(node).includes(prompt)).length
  return count > 1 ? t('flows.shared', { count }) : t('flows.prompt')
}

function ValueField({ item, onChange }: { item: SpokenVariable; onChange: (item: SpokenVariable) => void }) {
  const { t } = useTranslation()
  const { flow, words, editable } = useFlowEditing()
  const variables = [...new Set([...knownVariables(Object.values(flow.nodes)), item.value])]
  return (
    <Group grow gap={6}>
      <Select
        size="sm"
        label={t('flows.valueOf')}
        allowDeselect={false}
        readOnly={!editable}
        data={variables.map((value) => ({ value, label: words.variable(value) }))}
        value={item.value}
        onChange={(value) => value && onChange({ ...item, value })}
      />
      <Select
        size="sm"
        label={t('flows.spokenAs')}
        allowDeselect={false}
        readOnly={!editable}
        data={VALUE_KINDS.map((value) => ({ value, label: t(`flows.valueKind.${value}`) }))}
        value={item.as}
        onChange={(value) => onChange({ ...item, as: VALUE_KINDS.find((known) => known === value) ?? item.as })}
      />
    </Group>
  )
}

function AddSpeech({ add, addNew, variable, field }: { add: (item: Item) => void; addNew: () => void; variable: string; field: SpeechOf }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { flow, words } = useFlowEditing()
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={15} aria-hidden />} style={{ alignSelf: 'flex-start' }} data-testid={`speech-add-${field}`}>
          {t('flows.addSpeech')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} maw={340} style={{ overflowY: 'auto' }}>
        <Menu.Item leftSection={<IconMessagePlus size={15} aria-hidden />} onClick={addNew} data-testid="speech-new">
          {t('flows.newPrompt')}
        </Menu.Item>
        <Menu.Item onClick={() => add({ value: variable, as: 'number' })} data-testid="speech-value">
          {t('flows.newValue')}
        </Menu.Item>
        <Menu.Label>{t('flows.existingPrompt')}</Menu.Label>
        {Object.keys(flow.prompts).map((prompt) => (
          <Menu.Item key={prompt} onClick={() => add(prompt)}>
            <Text size="xs" lineClamp={2}>
              {words.said(prompt, language)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
