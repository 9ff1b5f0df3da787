import { FLOW_LANGUAGES, promptsOf, type FlowFile, type FlowNode, type PromptText, type SpokenVariable } from '@app/flow'
import { Badge, Card, Stack, Table, Text } from '@mantine/core'
import { IconEqual } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.js'
import { EmptyState } from '../shell/states.js'
import { diffFlow, isSame, type ChangedField } from './diff-flow.js'
import { plainText, useFlowWords, type FlowWords } from './flow-words.js'

/** What changes for a caller from one flow to another, in words, the old beside the new. */
export function DiffView({ before, after }: { before: FlowFile; after: FlowFile }) {
  const { t } = useTranslation()
  const diff = useMemo(() => diffFlow(before, after), [before, after])
  const [old, now] = [useFlowWords(before), useFlowWords(after)]
  const read = (recorded: boolean) => (value: unknown) => (value === undefined ? '' : `${sayText(value)}${recorded ? ` [${t('flows.recording.used')}]` : ''}`)
  if (isSame(diff)) return <EmptyState icon={IconEqual} text={t('flows.diff.none')} compact />
  return (
    <Stack gap="xs" data-testid="flow-diff">
      {diff.flow.length > 0 && <FieldTable title={t('flows.diff.flow')} fields={diff.flow} say={[sayFlowField(old), sayFlowField(now)]} name={(field) => t(`flows.flowField.${field}`)} mark={t('flows.diff.changed')} color="blue" />}
      {diff.addedNodes.map((name) => (
        <Row key={`+${name}`} mark={t('flows.diff.added')} color="teal" title={now.title(name)} about={t(`flows.kind.${after.nodes[name]?.kind ?? 'say'}`)} />
      ))}
      {diff.removedNodes.map((name) => (
        <Row key={`-${name}`} mark={t('flows.diff.removed')} color="red" title={old.title(name)} about={t(`flows.kind.${before.nodes[name]?.kind ?? 'say'}`)} />
      ))}
      {diff.changedNodes.map(({ name, fields }) => (
        <ChangedNode key={name} name={name} fields={fields} before={before} after={after} words={[old, now]} />
      ))}
      {[
        ...diff.changedPrompts.map((prompt) => ({ ...prompt, mark: t('flows.diff.changed'), color: 'blue' })),
        ...diff.addedPrompts.flatMap(({ name, texts }) => FLOW_LANGUAGES.map((language) => ({ name, language, before: undefined, after: texts[language], recorded: [false, texts.recordings?.[language] !== undefined] as const, mark: t('flows.diff.added'), color: 'teal' }))),
        ...diff.removedPrompts.flatMap(({ name, texts }) => FLOW_LANGUAGES.map((language) => ({ name, language, before: texts[language], after: undefined, recorded: [texts.recordings?.[language] !== undefined, false] as const, mark: t('flows.diff.removed'), color: 'red' }))),
      ].map(({ name, language, before: was, after: is, recorded: [wasRecorded, isRecorded], mark, color }) => (
        <FieldTable
          key={`${name} ${language} ${mark}`}
          title={[t('flows.diff.prompt', { language: t(`language.${language}`) }), ...(is === undefined ? speakers(before, name, old) : speakers(after, name, now))].join(' · ')}
          fields={[{ field: language, before: was, after: is }]}
          say={[read(wasRecorded), read(isRecorded)]}
          mark={mark}
          color={color}
        />
      ))}
    </Stack>
  )
}

/** The nodes that say a prompt. */
const speakers = (flow: FlowFile, prompt: string, words: FlowWords) => Object.entries(flow.nodes).flatMap(([name, node]) => (promptsOf(node).includes(prompt) ? [words.title(name)] : []))

const sayText = (value: unknown) => (value === undefined ? '' : plainText(value as PromptText))
const sayFlowField = (words: FlowWords) => (value: unknown, field: string) => (field === 'name' ? String(value) : words.title(String(value)))

function Row({ mark, color, title, about }: { mark: string; color: string; title: string; about: string }) {
  return (
    <Card withBorder py={6} px="sm">
      <Text size="sm" component="div">
        <Badge color={color} variant="light" mr={8}>
          {mark}
        </Badge>
        <b>{title}</b> · {about}
      </Text>
    </Card>
  )
}

type Says = (value: unknown, field: string) => string

function FieldTable({ title, fields, say: [sayBefore, sayAfter], mark, color, name }: { title: string; fields: ChangedField[]; say: [Says, Says]; mark: string; color: string; name?: (field: string) => string }) {
  const { t } = useTranslation()
  return (
    <Card withBorder py={6} px="sm">
      <Text size="sm" component="div" mb={4}>
        <Badge color={color} variant="light" mr={8}>
          {mark}
        </Badge>
        <b>{title}</b>
      </Text>
      <Table layout="fixed" verticalSpacing={3} withColumnBorders>
        <Table.Thead>
          <Table.Tr>
            {name && <Table.Th w={170}>{t('flows.diff.what')}</Table.Th>}
            <Table.Th>{t('flows.diff.before')}</Table.Th>
            <Table.Th>{t('flows.diff.after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody style={{ verticalAlign: 'top', overflowWrap: 'anywhere' }}>
          {fields.map(({ field, before, after }) => (
            <Table.Tr key={field}>
              {name && <Table.Td>{name(field)}</Table.Td>}
              <Table.Td c="dimmed">{before === undefined ? '–' : sayBefore(before, field)}</Table.Td>
              <Table.Td>{after === undefined ? '–' : sayAfter(after, field)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  )
}

function ChangedNode({ name, fields, before, after, words: [old, now] }: { name: string; fields: ChangedField[]; before: FlowFile; after: FlowFile; words: [FlowWords, FlowWords] }) {
  const { t } = useTranslation()
  const [sayBefore, sayAfter] = [useFieldValue(old), useFieldValue(now)]
  const node: FlowNode | undefined = after.nodes[name] ?? before.nodes[name]
  const fieldName = (field: string) => {
    const [whole = '', ...rest] = field.split('.')
    if (whole === 'choices' || whole === 'cases') return now.exit(node, rest.join('.'))
    return t(`flows.field.${field}`, { defaultValue: t(`flows.exit.${field}`, { defaultValue: field }) })
  }
  return <FieldTable title={now.title(name)} fields={fields} say={[sayBefore, sayAfter]} mark={t('flows.diff.changed')} color="blue" name={fieldName} />
}

/** A field's value as a person would say it. */
function useFieldValue(words: FlowWords): Says {
  const { t } = useTranslation()
  const language = useLanguage()
  return (value, field) => {
    if (Array.isArray(value)) return value.map((item: string | SpokenVariable) => words.said(item, language)).join(' ') || '–'
    if (typeof value === 'number') return String(value)
    if (typeof value === 'boolean') return t(value ? 'flows.diff.yes' : 'flows.diff.no')
    const text = String(value)
    switch (field) {
      case 'kind':
        return t(`flows.kind.${text}`)
      case 'queue':
        return words.queue(text)
      case 'language':
        return t(`language.${text}`)
      case 'check':
        return t(`flows.check.${text}`)
      case 'into':
      case 'code':
      case 'on':
      case 'variable':
        return words.variable(text)
      case 'hours':
      case 'value':
        return text
      default:
        return text === 'again' ? t('flows.again') : words.title(text)
    }
  }
}
